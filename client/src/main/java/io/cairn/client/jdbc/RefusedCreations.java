package io.cairn.client.jdbc;

import java.sql.Blob;
import java.sql.CallableStatement;
import java.sql.Clob;
import java.sql.Connection;
import java.sql.NClob;
import java.sql.SQLException;
import java.sql.SQLXML;
import java.sql.Struct;

/** What connections to other databases make and this one does not: calls of procedures, large objects, structures. */
abstract class RefusedCreations implements Connection, Unwrapped {
    @Override
    public CallableStatement prepareCall(String sql) throws SQLException {
        throw Failures.unsupported("calling procedures");
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency) throws SQLException {
        throw Failures.unsupported("calling procedures");
    }

    @Override
    public CallableStatement prepareCall(String sql, int type, int concurrency, int holdability) throws SQLException {
        throw Failures.unsupported("calling procedures");
    }

    @Override
    public Clob createClob() throws SQLException {
        throw Failures.unsupported("createClob; texts are set with setString");
    }

    @Override
    public Blob createBlob() throws SQLException {
        throw Failures.unsupported("createBlob; bytes are set with setBytes");
    }

    @Override
    public NClob createNClob() throws SQLException {
        throw Failures.unsupported("createNClob; texts are set with setString");
    }

    @Override
    public SQLXML createSQLXML() throws SQLException {
        throw Failures.unsupported("SQLXML");
    }

    @Override
    public Struct createStruct(String typeName, Object[] attributes) throws SQLException {
        throw Failures.unsupported("Struct");
    }
}
