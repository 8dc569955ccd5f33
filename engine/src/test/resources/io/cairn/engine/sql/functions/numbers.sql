div(9, 4), div(-9, 4), div(7.5, 2), div(1, 0.3)
div(1, 0)
factorial(5), factorial(0), factorial(25)
factorial(-1)
cbrt(-8)
scale(8.41), scale(8.4100), min_scale(8.4100), trim_scale(8.4100), scale(8), trim_scale(100.0)
width_bucket(5.35, 0.024, 10.06, 5), width_bucket(0, 1, 10, 3), width_bucket(10, 1, 10, 3), width_bucket(5, 10, 0, 5), width_bucket(11, 10, 0, 5)
width_bucket(1, 2, 2, 3)
width_bucket(1, 2, 3, 0)
width_bucket(5, array[1, 3, 4, 9]), width_bucket(0, array[1, 3]), width_bucket(9.5, array[1.5, 3.5])
mod(9, 4), mod(-9, 4), abs(-3), sign(-2.5), ceil(2.1), floor(-2.1), ceiling(2.0), round(2.5), round(-2.5), round(2.345, 2), trunc(2.9), trunc(-2.987, 2), trunc(1234.5, -2)
gcd(12, 18), lcm(4, 6), power(2, 10), sqrt(16)
to_char(125, '999'), to_char(125.8, '999D9'), to_char(-125.8, '999D99'), to_char(12, '9990999.9'), to_char(12, 'FM9990999.9')
to_char(0.1, '0.9'), to_char(-0.1, '99.99'), to_char(-0.1, 'FM99.99'), to_char(0.1, '99.99'), to_char(0, '999'), to_char(0, '9.9'), to_char(0, 'FM9.9')
to_char(485, '999'), to_char(-485, '999'), to_char(1485, '9,999'), to_char(1485, '9G999'), to_char(148.5, '999.999'), to_char(148.5, 'FM999.999'), to_char(148.5, 'FM999.990')
to_char(3148.5, '9G999D999'), to_char(-485, '999S'), to_char(-485, '999MI'), to_char(485, '999MI'), to_char(485, 'FM999MI'), to_char(485, '999S'), to_char(485, 'S999'), to_char(-485, '999PR'), to_char(485, '999PR')
to_char(12345, '999'), to_char(1234.5, '9'), to_char(12, '00000'), to_char(1234567.891, '9,999,999.99'), to_char(12, '9,999,999.99'), to_char(12.345, '099.9'), to_char(5, 'MI999'), to_char(-5, 'MI999')
num_nulls(1, null, 2), num_nonnulls(1, null, 2)

-- sums and averages have PostgreSQL's types and digits
select avg(x) from (values (1), (2)) v (x)
select avg(x), sum(x) from (values (1), (2), (2)) v (x)
select avg(x) from (values (0), (0), (1)) v (x)
select avg(x) from (values (10000), (20001), (3)) v (x)
select avg(x) from (values (123456789), (987654321)) v (x)
select avg(x), sum(x) from (values (9223372036854775807), (9223372036854775806)) v (x)
select avg(x), sum(x) from (values (1::bigint), (2)) v (x)
select avg(x), sum(x) from (values (1::smallint), (4::smallint)) v (x)
select avg(x), sum(x) from (values (1.50::numeric(6, 2)), (2.25)) v (x)
select avg(x), sum(x) from (values (1::numeric(6, 2)), (0)) v (x)
select avg(x), sum(x) from (values (0.1::float8), (0.2::float8), (0.3::float8)) v (x)
select avg(x), sum(x) from (values (71::float8), (71::float8), (0.1::float8)) v (x)
select avg(x), sum(x) from (values (0.1::real), (0.2::real)) v (x)
select avg(x), sum(x) from (values (null::int), (null)) v (x)
select avg(distinct x), avg(x) filter (where x > 1) from (values (1), (2), (2)) v (x)
select x, avg(x) over (order by x) from (values (1), (2), (4)) v (x)
select round(avg(x), 2), avg(x)::int, avg(x) * 2, avg(x) + 0.5 from (values (1), (2), (2)) v (x)
select avg(x)::text || '!' from (values (1), (2)) v (x)
select avg(x) = 1.5, avg(x) > 1 from (values (1), (2)) v (x)
select regr_avgx(y, x), regr_avgy(y, x) from (values (1, 2), (2, 4)) v (y, x)

-- numbers without a declared scale are as they were written
1.50::numeric, 100::numeric, 240.00::numeric, 0.000::numeric, -1.10::numeric
100::numeric::text, 'x' || 100::numeric, 1e20::numeric::text, 1e-10::numeric::text, 0.00::numeric::text
1.50::numeric + 1, 1.50::numeric * 2.00, 1.50::numeric - 0.5, -(1.50::numeric), abs(-2.50::numeric), 7.50::numeric % 2.00
1.50::numeric = 1.5, 1.50::numeric in (1.5, 2), 1.50::numeric / 3
round(1.50::numeric), round(2.45::numeric, 1), round(1.5::numeric, 3), trunc(1.57::numeric), ceil(1.50::numeric), floor(1.50::numeric)
to_jsonb(1.50::numeric), jsonb_build_object('a', 2.00::numeric)
select count(distinct x), max(x) from (values (1.50::numeric), (1.5), (2.0)) v (x)
select x, count(*) from (values (1.5::numeric), (1.50::numeric), (2::numeric)) v (x) group by x having x = 2
select count(*) from (select distinct x from (values (1.5::numeric), (1.50::numeric), (2::numeric)) v (x)) w
select count(*) from (select 1.5::numeric as x union select 1.50::numeric) v
select count(*) from (values (1.5::numeric), (2.50::numeric)) a (x) join (values (1.50::numeric), (2.5::numeric)) b (x) on a.x = b.x
'1d'::float8
'1e3'::float8, ' 2.5 '::float8, '-1.5e-3'::real, '.5'::float8
select sum(x), avg(x) from (values (1.50::numeric), (2.25::numeric)) v (x)
select id, x, x::text, x + 1, x * 1.0 from n order by id
select sum(x), max(x), count(distinct x) from n
-- remainders
7.5 % 2, 7.50::numeric % 2, 7 % 2.5, 7 % 4, -7 % 4, 7 % -4, 7.5::numeric(4, 1) % 2::smallint, mod(7.5, 2), mod(9, 4), 2 * 7 % 4
7 % 3 * 2, 7 % 3 + 1, 7 + 7 % 3, 10 % 4 % 3, 2 ^ 3, 7::bigint % 4, 70000 % 7::smallint, (1 + 6) % (2 + 1), null % 2
7 % 0
7.5 % 0
select id, id % 2, x % 2 from n where id % 2 = 1 order by id
-- halves
round(0.5::float8), round(1.5::float8), round(2.5::float8), round(-2.5::float8), round(2.6::float8), round(2.5), round(-0.5), round(3.5::real)
2.5::float8::int, 3.5::float8::int, -2.5::float8::int, 0.5::real::int, 2.5::float8::bigint, 2.5::numeric::int, 1.5::float8::smallint
round(5), round(5::bigint), round(null::numeric), round(12.5::numeric(4, 1))
-- what is no number
'NaN'::float8, 'Infinity'::float8, '-Infinity'::float8, 'infinity'::float8, 'nan'::float8, '-inf'::float8, 'inf'::real
'NaN'::float8::text, 'Infinity'::float8 > 1, 'NaN'::float8 = 'NaN'::float8, 'NaN'::float8 > 'Infinity'::float8, -'Infinity'::float8
round('NaN'::float8), 'Infinity'::float8 + 1, 'NaN'::numeric, 'NaN'::numeric = 'NaN'::numeric
-- types
pg_typeof(1), pg_typeof(1.5), pg_typeof(1::bigint), pg_typeof('x'::text), pg_typeof(true), pg_typeof(null), pg_typeof(1::float8)
pg_typeof(array[1, 2]), pg_typeof('{}'::jsonb), pg_typeof(now()), pg_typeof('2024-01-01'::date)
pg_typeof(1 + 1), pg_typeof(1 + 1.5), pg_typeof('a' || 'b'), pg_typeof(1 = 1), pg_typeof(upper('x')), pg_typeof(1::numeric(5, 1))
select pg_typeof(sum(x)), pg_typeof(avg(x)), pg_typeof(count(*)), pg_typeof(max(x)) from (values (1), (2)) v (x)
select pg_typeof(sum(x)), pg_typeof(avg(x)) from (values (1::bigint), (2)) v (x)
-- Digits in the very middle between two numbers are none of either.
sqrt('1e-7'::float8) * '1e20'::float8, '1e-7'::float8 * '1e20'::float8 + '1e20'::float8, 9007199254740993::float8, 9007199254740992::float8, 1e23::float8, 9.5e15::float8, 31622776601683792::float8, '2e22'::float8, 5e-324::float8, '1.7976931348623157e308'::float8
'33554430'::float4, '16777217'::float4, '67108862'::float4, '3.4028235e38'::float4, '1e10'::float4, '8.5e9'::float4, '33554432'::float4 * 3
-- Series with a step, beside columns.
select a, g from (values (1, 7), (9, 3)) v(a, b), generate_series(a, b, 2) g order by 1, 2
select a, g from (values (1, 7), (9, 3), (4, 4)) v(a, b), generate_series(a, b, -2) g order by 1, 2
select a, g from (values (1, 1), (9, null), (2, 1), (1, 2)) v(a, b), generate_series(a, b, 2) g order by 1, 2
select generate_series(5, 1, -2), generate_series(1, 2)
select a, generate_series(a, 6, a) from (values (1), (4), (7)) v(a) order by 1, 2
-- Floating-point numbers beside others
0.1::float8 + 0.2 = 0.3, 0.1::real = 0.1, 0.1::float8 = 0.1, 2.5::float8*2.0, 1::real+1, 1::real+1::bigint, 7::float8/2, 1::real/3, 5::bigint*0.1::float8
select x from (values (0.1::float8),(1e20),(3)) v(x)
select 0.1::float8 as x union all select 1e20 union all select 3::bigint
select count(*)::float/(select 3) from generate_series(1,100)
select id from f where r=0.1
select id from f where r>0.1 order by id
select id from f where r<=0.2 order by id
select id from f where d=0.1
select id from f where d=r
select id from f where n=0.1::float8 order by id
select id from f where n=0.1
select id from f where n=d order by id
select id from f where b=9007199254740992::float8
select id from f where i=1.0 and d < 1
select id from f where i::float8=1.0
select id from f where r in (0.1,0.2) order by id
select id from f where r in (0.1)
select id from f where d in (0.1,0.2) order by id
select a.id, b.id from f a join f b on a.d=b.n order by 1,2
select a.id, b.id from f a join f b on a.r=b.n order by 1,2
select sum(d*100.0), avg(d*2), sum(r*2), max(d-n), min(n*d) from f
select column_name, data_type from information_schema.columns where table_name='f_products' order by ordinal_position
select column_name, data_type from information_schema.columns where table_name='f_sums' order by ordinal_position
1e308::float8*10, 1
1e308::float8+1e308::float8, 1
1e-300::float8*1e-300::float8, 1
1e-300::float8/1e300::float8, 1
1e300::float8/1e-300::float8, 1
'Infinity'::float8*2, 0::float8*5, 0/5::float8, 5/'Infinity'::float8, 'NaN'::float8*1
3e38::real*10::real, 1
3e38::real*10, 1::float8/0.0
1::float8/0.5, 1::float8/3
round(2.5::float8*1.0), trunc(2.7::float8*1.0), floor(2.7::float8+0.1), abs(-0.5::float8-0.1), sign(-1::float8*2.0), ceil(1.1::float8)
mod(7.5,2), 7.5::numeric%2
width_bucket(5.35::float8, 0.024, 10.06, 5)
select generate_series(1,3)*0.5::float8
row(1::float8, 2) = row(1.0, 2.0), row(0.1::float8+0.2, 1) = row(0.3, 1)
select i from f group by i having sum(d)*10.0 >= 1.0
greatest(0.1::float8, 0.1, 0.05), least(1, 0.5::real, 0.25)
date '2024-01-01' + 1, interval '1 hour' * 1.5::float8, extract(epoch from interval '1 hour')*2.0::float8
select 0.1::float8 as x union all select 1e20
select 0.1::float8 as x union select 1e20 order by 1
select 1e20 as x union all select 0.1::float8
select x from (select 0.1::float8 as x union all select 1e20 union all select 3::bigint) q
select 0.1::real as x union all select 1.25
select id, case when id=1 then 1.5::float8 else 1e20 end, coalesce(d, 1e20), coalesce(d, 2.50) from (values (1,1.5::float8),(2,null)) v(id,d)
0.30000000000000004::float8::numeric, 1e20::float8::numeric, 0.1::real::numeric, 1e-7::float8::numeric, 123456789.123456789::float8::numeric(20,3), 1.005::float8::numeric(10,2), 0.1::float8::numeric + 0.2, 16777217::real::numeric, 'NaN'::float8::numeric
round((2.345::float8)::numeric, 2), round(1.005::float8::numeric,2), (1.0::float8/3)::numeric, (-1.0::float8/3)::numeric(10,4), 0::float8::numeric, 100::float8::numeric
select d*100.0, d*i, r*i, r*n, d/n, d-1, -d from f where id=1
select m, n, i from f where id=3
select id from f where m=0.1::float8
select id from f where m between 0.1::real and 0.2::float8
pg_typeof(1::real+1), pg_typeof(1::real+1.5), pg_typeof(coalesce(1::real,2)), pg_typeof(coalesce(1::real,2.5)), pg_typeof(greatest(1::float8,2.5)), pg_typeof(least(1::real,2.5)), pg_typeof(1::real*2::smallint), pg_typeof(2::bigint-1::float8), pg_typeof(1::real*1::real), pg_typeof(array[1::real,2.5]), pg_typeof(nullif(1::float8,2.0))
array[1.0::float8, 1e20]::text, array[1, 2.5, 0.1::real], 0.1::real in (0.1), 0.1::float8 in (0.1,5), 0.1::float8 between 0.1 and 1
-- Percentiles and what is told apart
percentile_disc(0.25) within group (order by x) from generate_series(1,4) x
percentile_disc(0.75) within group (order by x) from generate_series(1,63) x
percentile_disc(0) within group (order by x), percentile_disc(1) within group (order by x), percentile_disc(0.5) within group (order by x desc), percentile_disc(0.3) within group (order by x desc), percentile_disc(0.5) within group (order by x) from generate_series(1,5) x
percentile_disc(0.5) within group (order by x) from (values ('a'),('b'),(null)) v(x)
percentile_disc(0.9) within group (order by x) from (values (7)) v(x)
percentile_disc(0.5) within group (order by x) from (values (7)) v(x) where x < 0
select percentile_disc(0.5) within group (order by d), percentile_disc(0.34) within group (order by id desc) from f
percentile_cont(0.5) within group (order by x), percentile_cont(0.3) within group (order by x) from generate_series(1,4) x
array_agg(distinct x), array_agg(distinct x order by x desc), json_agg(distinct x), jsonb_agg(distinct x) from (values (2),(null),(1),(2)) v(x)
array_agg(x), array_agg(x order by x), json_agg(x order by x), string_agg(distinct x::text, ','), array_agg(distinct x order by x desc nulls last) from (values (2),(null),(1),(2)) v(x)
