package io.cairn.client.api;

import io.cairn.engine.model.Account;

/**
 * Where a node serves PostgreSQL's clients.
 *
 * @param port on the node's loopback
 * @param key for which an account opens a session, so that the node may sign for it
 */
public record WireInfo(int port, Account key) {}
