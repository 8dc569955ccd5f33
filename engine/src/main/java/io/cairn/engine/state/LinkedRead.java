package io.cairn.engine.state;

/**
 * A document of another database that a rule asks for.
 *
 * @param link the key of the link
 * @param database the address of the other database
 * @param node the key that signs its heads, in hexadecimal digits
 * @param url the origin of a node that has it; empty where the link names none
 * @param collection the path name of the collection
 * @param id of the document
 */
public record LinkedRead(String link, String database, String node, String url, String collection, String id) {}
