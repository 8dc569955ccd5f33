/** The ordered record of a database: journal records, Merkle log, blocks, receipts. Never touches a disk. */
@NullMarked
package io.cairn.engine.log;

import org.jspecify.annotations.NullMarked;
