package io.cairn.client.api;

/**
 * A node as it describes itself.
 *
 * @param nodeKey the key that it signs with, 64 hexadecimal digits
 */
public record NodeInfo(String version, String network, String nodeKey, long timeMillis, long databases) {
    static NodeInfo of(Shape shape) {
        return new NodeInfo(
                shape.text("version"),
                shape.text("network"),
                shape.hash("nodeKey").hex(),
                shape.number("time"),
                shape.number("databases"));
    }
}
