package io.cairn.node.http;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import org.jspecify.annotations.Nullable;

/**
 * What a head says of how its request is framed.
 *
 * @param length of the body as announced; 0 where there is none, -1 where it is chunked
 * @param problem why no request can be read behind this head, or null
 */
record HeadCheck(
        boolean isOld,
        boolean keepAlive,
        long length,
        boolean expectsContinue,
        @Nullable Problem problem) {
    static HeadCheck of(HttpRequest head) {
        HttpHeaders headers = head.headers();
        boolean isOld = head.protocolVersion().equals(HttpVersion.HTTP_1_0);
        boolean keepAlive = HttpUtil.isKeepAlive(head);
        boolean chunked = HttpUtil.isTransferEncodingChunked(head);
        long length = chunked ? -1 : HttpUtil.getContentLength(head, 0L);
        @Nullable String expect = headers.get(HttpHeaderNames.EXPECT);
        boolean expectsContinue = expect != null && expect.equalsIgnoreCase("100-continue") && !isOld;
        return new HeadCheck(isOld, keepAlive, length, expectsContinue, problem(head, isOld, expect));
    }

    boolean hasBody() {
        return length != 0;
    }

    private static @Nullable Problem problem(HttpRequest head, boolean isOld, @Nullable String expect) {
        HttpHeaders headers = head.headers();
        if (!isOld && !head.protocolVersion().equals(HttpVersion.HTTP_1_1)) {
            return new Problem(505, "http-version-unknown", "the node speaks HTTP/1.1", "");
        }
        if (!isOld && headers.getAll(HttpHeaderNames.HOST).size() != 1) {
            return new Problem(400, "host-missing", "a request names its host once", "host");
        }
        for (String coding : headers.getAll(HttpHeaderNames.TRANSFER_ENCODING)) {
            if (!coding.equalsIgnoreCase("chunked")) {
                return new Problem(
                        501, "transfer-coding-unknown", "chunked is the only transfer coding", "transfer-encoding");
            }
        }
        if (expect != null && !expect.equalsIgnoreCase("100-continue")) {
            return new Problem(417, "expectation-unknown", "100-continue is the only expectation", "expect");
        }
        return null;
    }
}
