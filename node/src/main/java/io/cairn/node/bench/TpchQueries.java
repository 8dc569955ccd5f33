package io.cairn.node.bench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Tables, indexes and seven queries of TPC-H, with the specification's validation parameters. */
final class TpchQueries {
    /** The tables; character columns are varying everywhere. */
    static final List<String> TABLES = List.of(
            "create table region (r_regionkey int primary key, r_name varchar(25), r_comment varchar(152))",
            """
            create table nation (n_nationkey int primary key, n_name varchar(25), n_regionkey int, \
            n_comment varchar(152))""",
            """
            create table supplier (s_suppkey int primary key, s_name varchar(25), s_address varchar(40), \
            s_nationkey int, s_phone varchar(15), s_acctbal decimal(15, 2), s_comment varchar(101))""",
            """
            create table part (p_partkey int primary key, p_name varchar(55), p_mfgr varchar(25), \
            p_brand varchar(10), p_type varchar(25), p_size int, p_container varchar(10), \
            p_retailprice decimal(15, 2), p_comment varchar(23))""",
            """
            create table partsupp (ps_partkey int, ps_suppkey int, ps_availqty int, ps_supplycost decimal(15, 2), \
            ps_comment varchar(199), primary key (ps_partkey, ps_suppkey))""",
            """
            create table customer (c_custkey int primary key, c_name varchar(25), c_address varchar(40), \
            c_nationkey int, c_phone varchar(15), c_acctbal decimal(15, 2), c_mktsegment varchar(10), \
            c_comment varchar(117))""",
            """
            create table orders (o_orderkey bigint primary key, o_custkey int, o_orderstatus varchar(1), \
            o_totalprice decimal(15, 2), o_orderdate date, o_orderpriority varchar(15), o_clerk varchar(15), \
            o_shippriority int, o_comment varchar(79))""",
            """
            create table lineitem (l_orderkey bigint, l_partkey int, l_suppkey int, l_linenumber int, \
            l_quantity decimal(15, 2), l_extendedprice decimal(15, 2), l_discount decimal(15, 2), \
            l_tax decimal(15, 2), l_returnflag varchar(1), l_linestatus varchar(1), l_shipdate date, \
            l_commitdate date, l_receiptdate date, l_shipinstruct varchar(25), l_shipmode varchar(10), \
            l_comment varchar(44), primary key (l_orderkey, l_linenumber))""");

    /** Indexes on what the specification lets have one: foreign keys and dates. */
    static final List<String> INDEXES = List.of(
            "create index on supplier (s_nationkey)",
            "create index on customer (c_nationkey)",
            "create index on orders (o_custkey)",
            "create index on orders (o_orderdate)",
            "create index on lineitem (l_partkey)",
            "create index on lineitem (l_shipdate)");

    /** The queries by name; keys at the end of ORDER BY leave no choice between rows. */
    static final Map<String, String> QUERIES = queries();

    private TpchQueries() {}

    private static Map<String, String> queries() {
        Map<String, String> queries = new LinkedHashMap<>();
        queries.put("tpch-q1", """
                select l_returnflag, l_linestatus, sum(l_quantity), sum(l_extendedprice), \
                sum(l_extendedprice * (1 - l_discount)), sum(l_extendedprice * (1 - l_discount) * (1 + l_tax)), \
                avg(l_quantity), avg(l_extendedprice), avg(l_discount), count(*) from lineitem \
                where l_shipdate <= date '1998-09-02' group by l_returnflag, l_linestatus \
                order by l_returnflag, l_linestatus""");
        queries.put("tpch-q3", """
                select l_orderkey, sum(l_extendedprice * (1 - l_discount)) as revenue, o_orderdate, o_shippriority \
                from customer, orders, lineitem where c_mktsegment = 'BUILDING' and c_custkey = o_custkey \
                and l_orderkey = o_orderkey and o_orderdate < date '1995-03-15' and l_shipdate > date '1995-03-15' \
                group by l_orderkey, o_orderdate, o_shippriority \
                order by revenue desc, o_orderdate, l_orderkey limit 10""");
        queries.put("tpch-q5", """
                select n_name, sum(l_extendedprice * (1 - l_discount)) as revenue \
                from customer, orders, lineitem, supplier, nation, region where c_custkey = o_custkey \
                and l_orderkey = o_orderkey and l_suppkey = s_suppkey and c_nationkey = s_nationkey \
                and s_nationkey = n_nationkey and n_regionkey = r_regionkey and r_name = 'ASIA' \
                and o_orderdate >= date '1994-01-01' and o_orderdate < date '1995-01-01' \
                group by n_name order by revenue desc, n_name""");
        queries.put("tpch-q6", """
                select sum(l_extendedprice * l_discount) as revenue from lineitem \
                where l_shipdate >= date '1994-01-01' and l_shipdate < date '1995-01-01' \
                and l_discount between 0.05 and 0.07 and l_quantity < 24""");
        queries.put("tpch-q10", """
                select c_custkey, c_name, sum(l_extendedprice * (1 - l_discount)) as revenue, c_acctbal, n_name, \
                c_address, c_phone, c_comment from customer, orders, lineitem, nation where c_custkey = o_custkey \
                and l_orderkey = o_orderkey and o_orderdate >= date '1993-10-01' \
                and o_orderdate < date '1994-01-01' and l_returnflag = 'R' and c_nationkey = n_nationkey \
                group by c_custkey, c_name, c_acctbal, c_phone, n_name, c_address, c_comment \
                order by revenue desc, c_custkey limit 20""");
        queries.put("tpch-q12", """
                select l_shipmode, sum(case when o_orderpriority = '1-URGENT' or o_orderpriority = '2-HIGH' \
                then 1 else 0 end), sum(case when o_orderpriority <> '1-URGENT' and o_orderpriority <> '2-HIGH' \
                then 1 else 0 end) from orders, lineitem where o_orderkey = l_orderkey \
                and l_shipmode in ('MAIL', 'SHIP') and l_commitdate < l_receiptdate and l_shipdate < l_commitdate \
                and l_receiptdate >= date '1994-01-01' and l_receiptdate < date '1995-01-01' \
                group by l_shipmode order by l_shipmode""");
        queries.put("tpch-q14", """
                select 100.00 * sum(case when p_type like 'PROMO%' then l_extendedprice * (1 - l_discount) \
                else 0 end) / sum(l_extendedprice * (1 - l_discount)) from lineitem, part \
                where l_partkey = p_partkey and l_shipdate >= date '1995-09-01' \
                and l_shipdate < date '1995-10-01'""");
        return queries;
    }
}
