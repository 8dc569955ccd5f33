package io.cairn.engine.tree;

class MemoryPageStoreTest extends PageStoreContract {
    @Override
    protected PageStore open() {
        return new MemoryPageStore();
    }

    @Override
    protected void close(PageStore store) {
        // The heap needs no closing.
    }
}
