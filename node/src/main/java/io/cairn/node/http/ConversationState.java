package io.cairn.node.http;

/** Where a {@link Conversation} is. */
enum ConversationState {
    /** Between requests, or inside a head. */
    HEAD,
    /** A body comes in. */
    BODY,
    /** A body comes in and is answered line by line. */
    LINES,
    /** The body of a refused request comes in and is dropped. */
    SKIP,
    /** A handler works, or its response is being written bit by bit. */
    ANSWERING,
    /** The last response is out: what comes in is dropped until the client has closed, or a second has passed. */
    LINGERING
}
