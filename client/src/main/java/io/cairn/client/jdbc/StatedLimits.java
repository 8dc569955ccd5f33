package io.cairn.client.jdbc;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.RowIdLifetime;

/** How long and how many things may be, 0 where nothing bounds them but the budget of a statement. */
abstract class StatedLimits extends StatedAbilities {
    /** The release of PostgreSQL whose SQL is read, which is what a program has to know of a database. */
    private static final int POSTGRES_MAJOR = 15;

    private static final int STATEMENT_CHARACTERS_MAX = 1 << 20;

    /** PostgreSQL's that SQL:2003 does not have. */
    private static final String KEYWORDS =
            "analyse,analyze,asc,concurrently,deferrable,desc,freeze,ilike,initially,isnull,"
                    + "limit,notnull,offset,placing,returning,variadic,verbose";

    @Override
    public String getDatabaseProductName() {
        return "PostgreSQL";
    }

    @Override
    public String getDatabaseProductVersion() {
        return POSTGRES_MAJOR + ".0 (Cairn " + getDriverVersion() + ")";
    }

    @Override
    public String getDriverName() {
        return CairnDriver.NAME;
    }

    @Override
    public String getDriverVersion() {
        return CairnDriver.MAJOR + "." + CairnDriver.MINOR;
    }

    @Override
    public int getDriverMajorVersion() {
        return CairnDriver.MAJOR;
    }

    @Override
    public int getDriverMinorVersion() {
        return CairnDriver.MINOR;
    }

    @Override
    public String getIdentifierQuoteString() {
        return "\"";
    }

    @Override
    public String getSQLKeywords() {
        return KEYWORDS;
    }

    @Override
    public String getNumericFunctions() {
        return "abs,acos,asin,atan,atan2,ceiling,cos,cot,degrees,exp,floor,log,log10,mod,pi,power,radians,rand,round,sign,sin,sqrt,tan,truncate";
    }

    @Override
    public String getStringFunctions() {
        return "ascii,char,char_length,concat,lcase,left,length,locate,ltrim,octet_length,position,replace,right,rtrim,substring,ucase";
    }

    @Override
    public String getSystemFunctions() {
        return "ifnull";
    }

    @Override
    public String getTimeDateFunctions() {
        return "extract,now,timestampadd,timestampdiff";
    }

    @Override
    public String getSearchStringEscape() {
        return "\\";
    }

    @Override
    public String getExtraNameCharacters() {
        return "";
    }

    @Override
    public String getSchemaTerm() {
        return "schema";
    }

    @Override
    public String getProcedureTerm() {
        return "function";
    }

    @Override
    public String getCatalogTerm() {
        return "database";
    }

    @Override
    public String getCatalogSeparator() {
        return ".";
    }

    @Override
    public int getMaxBinaryLiteralLength() {
        return 0;
    }

    @Override
    public int getMaxCharLiteralLength() {
        return 0;
    }

    @Override
    public int getMaxColumnNameLength() {
        return 256;
    }

    @Override
    public int getMaxColumnsInGroupBy() {
        return 0;
    }

    @Override
    public int getMaxColumnsInIndex() {
        return 0;
    }

    @Override
    public int getMaxColumnsInOrderBy() {
        return 0;
    }

    @Override
    public int getMaxColumnsInSelect() {
        return 0;
    }

    @Override
    public int getMaxColumnsInTable() {
        return 0;
    }

    @Override
    public int getMaxConnections() {
        return 0;
    }

    @Override
    public int getMaxCursorNameLength() {
        return 0;
    }

    @Override
    public int getMaxIndexLength() {
        return 0;
    }

    @Override
    public int getMaxSchemaNameLength() {
        return 256;
    }

    @Override
    public int getMaxProcedureNameLength() {
        return 256;
    }

    @Override
    public int getMaxCatalogNameLength() {
        return 256;
    }

    @Override
    public int getMaxRowSize() {
        return 0;
    }

    @Override
    public int getMaxStatementLength() {
        return STATEMENT_CHARACTERS_MAX;
    }

    @Override
    public int getMaxStatements() {
        return 0;
    }

    @Override
    public int getMaxTableNameLength() {
        return 256;
    }

    @Override
    public int getMaxTablesInSelect() {
        return 0;
    }

    @Override
    public int getMaxUserNameLength() {
        return 0;
    }

    @Override
    public int getDefaultTransactionIsolation() {
        return Connection.TRANSACTION_SERIALIZABLE;
    }

    @Override
    public int getResultSetHoldability() {
        return ResultSet.HOLD_CURSORS_OVER_COMMIT;
    }

    @Override
    public int getDatabaseMajorVersion() {
        return POSTGRES_MAJOR;
    }

    @Override
    public int getDatabaseMinorVersion() {
        return 0;
    }

    @Override
    public int getJDBCMajorVersion() {
        return 4;
    }

    @Override
    public int getJDBCMinorVersion() {
        return 3;
    }

    @Override
    public int getSQLStateType() {
        return sqlStateSQL;
    }

    @Override
    public RowIdLifetime getRowIdLifetime() {
        return RowIdLifetime.ROWID_UNSUPPORTED;
    }
}
