package io.cairn.engine.tree;

import io.cairn.engine.model.CairnException;

/** Reads one stored record from front to back and reports damage by page id and offset. */
final class PageBytes {
    private final long pageId;
    private final byte[] record;
    private int position;

    /** Starts behind the header. */
    PageBytes(long pageId, byte[] record) {
        this.pageId = pageId;
        this.record = record;
        if (record.length <= PageFormat.HEADER_BYTES || record[0] != PageFormat.TREE_PAGE) {
            throw damaged("not a tree page");
        }
        this.position = PageFormat.HEADER_BYTES;
    }

    int level() {
        return record[1];
    }

    int count() {
        return (record[2] & 0xFF) << 8 | (record[3] & 0xFF);
    }

    int position() {
        return position;
    }

    void moveTo(int offset) {
        position = offset;
    }

    long varint() {
        long value = 0;
        for (int shift = 0; shift < Long.SIZE - 1; shift += 7) {
            if (position >= record.length) {
                throw damaged("ends inside a number");
            }
            byte next = record[position++];
            value |= (long) (next & 0x7F) << shift;
            if (next >= 0) {
                return value;
            }
        }
        throw damaged("a number is too long");
    }

    /** A varint that says how many bytes follow, which must be there. */
    int length() {
        long length = varint();
        if (length > record.length - position) {
            throw damaged("a length points past the end");
        }
        return (int) length;
    }

    /** Steps over bytes and returns the offset they start at. */
    int skip(int bytes) {
        if (bytes > record.length - position) {
            throw damaged("ends too early");
        }
        int start = position;
        position += bytes;
        return start;
    }

    CairnException damaged(String what) {
        return new CairnException.Corrupt(
                "page-corrupt", "page/" + pageId, "page " + pageId + " is damaged at offset " + position + ": " + what);
    }
}
