/** Asks other nodes for documents of databases that are linked here, as far as the operator allows. */
@NullMarked
package io.cairn.node.link;

import org.jspecify.annotations.NullMarked;
