make_date(2013, 7, 15), make_time(8, 15, 23.5), make_timestamp(2013, 7, 15, 8, 15, 23.5)
make_date(2013, 2, 30)
make_time(24, 1, 0)
to_char(timestamp '2002-04-20 17:31:12.66', 'HH12:MI:SS'), to_char(timestamp '2002-04-20 17:31:12.66', 'YYYY-MM-DD HH24:MI:SS.MS US')
to_char(timestamp '2002-04-20 05:01:02', 'Day, DD Month YYYY'), to_char(timestamp '2002-04-20 05:01:02', 'FMDay, FMDD FMMonth YYYY'), to_char(timestamp '2002-04-20 00:01:02', 'DY MON dy mon Dy Mon HH:MI AM pm')
to_char(date '2026-01-01', 'YYYY IYYY IW ID D DDD WW W CC J Q YY Y YYY'), to_char(date '2024-12-31', 'IYYY-IW ID'), to_char(date '2026-05-03', 'FMDDth FMDDTH DDth Q"uarter"')
to_char(date '2026-11-21', 'DDTH'), to_char(date '2026-11-22', 'DDth'), to_char(date '2026-11-23', 'DDth'), to_char(date '2026-11-12', 'DDth'), to_char(timestamp '2026-01-02 03:04:05', 'SSSS')
to_char(timestamptz '2026-01-02 03:04:05+02', 'YYYY-MM-DD HH24:MI TZ tz OF')
to_date('05 Dec 2000', 'DD Mon YYYY'), to_date('2026-01-31', 'YYYY-MM-DD'), to_date('20260131', 'YYYYMMDD'), to_date('2026 032', 'YYYY DDD'), to_date('31/1/26', 'DD/MM/YY'), to_date('1/2/99', 'DD/MM/YY'), to_date('March 3, 2020', 'Month DD, YYYY')
to_date('2026-02-30', 'YYYY-MM-DD')
to_date('abc', 'YYYY')
to_timestamp('05 Dec 2000 13:14:15', 'DD Mon YYYY HH24:MI:SS'), to_timestamp('2026-01-02 03:04 PM', 'YYYY-MM-DD HH12:MI AM'), to_timestamp('2026-01-02 12:04:05.123456', 'YYYY-MM-DD HH24:MI:SS.US'), to_timestamp('2026-01-02 12:04:05.5', 'YYYY-MM-DD HH24:MI:SS.MS')
to_timestamp(1284352323), to_timestamp(1284352323.5), to_timestamp(0), to_timestamp(-1.25)
select * from generate_series(timestamp '2026-01-30', timestamp '2026-02-02', interval '1 day') as day
select * from generate_series(timestamp '2026-01-31', timestamp '2026-06-01', interval '1 month') as m
select d from generate_series(timestamp '2026-01-01 12:00', timestamp '2026-01-01', interval '-5 hours') as d
select count(*) from generate_series(timestamptz '2026-01-01', timestamptz '2026-01-02', interval '15 minutes') as g(x)
select * from generate_series(timestamp '2026-01-31', timestamp '2026-06-01', interval '0 days') as m
extract(year from date '2026-03-04'), extract(dow from date '2026-03-04'), date_trunc('hour', timestamp '2026-03-04 05:06:07')
-- A timestamp with time zone is a point in time, whatever offset it was written with.
timestamptz '2024-03-01 00:30:00+02', (timestamptz '2024-03-01 00:30:00+02')::text, '2024-03-01 00:30:00.125-03:30'::timestamptz::text, cast('2024-12-31 23:59:59.5 -00:30' as timestamptz)
extract(hour from timestamptz '2024-03-01 00:30:00+02')::int, date_part('day', timestamptz '2024-03-01 00:30:00+02')::int, extract(minute from timestamptz '2024-03-01 00:30:00+05:45')::int, extract(epoch from timestamptz '2024-03-01 00:30:00+02')::bigint
(timestamptz '2024-03-01 00:30:00+02')::date, (timestamptz '2024-03-01 00:30:00+02')::timestamp, to_char(timestamptz '2024-03-01 00:30:00+02', 'DD HH24')
select distinct z from (values (timestamptz '2024-03-01 00:30:00+02'), (timestamptz '2024-02-29 22:30:00Z')) as v(z)
select date_trunc('day', z), count(*) from (values (timestamptz '2024-03-01 00:30:00+02'), (timestamptz '2024-02-29 22:30:00Z')) as v(z) group by 1
timestamptz '2024-03-01 00:30:00+02' + interval '1 day', timestamptz '2024-03-01 00:30:00+02' = timestamptz '2024-02-29 22:30:00Z', '[' || timestamptz '2024-03-01 00:30:00+02' || ']'
-- Weeks begin on Monday.
date_trunc('week', timestamp '2024-01-17 10:00'), date_trunc('week', timestamp '2024-01-14 10:00'), date_trunc('week', timestamp '2024-01-15'), date_trunc('week', timestamptz '2024-01-15 01:00+02')
extract(week from date '2024-01-14')::int, extract(week from date '2021-01-03')::int, extract('week' from timestamp '2024-12-30 10:00')::int, date_part('week', date '2024-01-14')::int, extract(isoyear from date '2021-01-03')::int, extract(isodow from date '2024-01-14')::int, extract(dow from date '2024-01-14')::int, extract(doy from date '2024-12-31')::int
date_trunc('decade', timestamp '2024-05-06 07:08:09'), date_trunc('century', timestamp '2000-05-06'), date_trunc('century', timestamp '2001-05-06'), date_trunc('millennium', timestamp '2000-05-06'), date_trunc('quarter', timestamp '2024-08-31 12:00'), date_trunc('Month', timestamp '2024-08-31 12:00'), date_trunc('years', timestamp '2024-08-31 12:00')
date_trunc('second', timestamp '2024-08-31 12:13:14.987654'), date_trunc('milliseconds', timestamp '2024-08-31 12:13:14.987654'), date_trunc('microsecond', timestamp '2024-08-31 12:13:14.987654'), date_trunc('minute', timestamp '2024-08-31 12:13:14.987654'), date_trunc('hour', time '12:13:14')
date_trunc('day', date '2024-08-31'), date_trunc('day', null::timestamp), date_trunc('month', timestamptz '2024-03-01 00:30:00+02')
date_trunc('day', timestamptz '2024-03-01 00:30:00+02', 'UTC'), date_trunc('day', timestamptz '2024-03-01 00:30:00+02', '-02'), date_trunc('week', timestamptz '2024-03-04 00:30:00+02', 'Etc/GMT-2')
date_trunc('fortnight', timestamp '2024-08-31 12:13:14')
date_trunc('day', timestamp '2024-08-31 12:13:14', 'UTC')
extract(century from date '2000-12-31')::int, extract(century from date '2001-01-01')::int, extract(decade from date '1999-01-01')::int, extract(millennium from date '2001-01-01')::int, extract(quarter from date '2024-08-01')::int, extract(microseconds from timestamp '2024-01-01 00:00:07.25')::bigint
-- AT TIME ZONE, both ways.
timestamp '2024-07-01 12:00' at time zone 'UTC', timestamptz '2024-07-01 12:00+02' at time zone 'UTC', timestamp '2024-07-01 12:00' at time zone '+02', timestamptz '2024-07-01 12:00+02' at time zone '+02', timestamptz '2024-07-01 12:00+02' at time zone '-05:45'
timestamptz '2024-07-01 12:00Z' at time zone 'Etc/GMT+5', timestamptz '2024-07-01 12:00Z' at time zone 'UTC-3', timestamptz '2024-07-01 12:00Z' at time zone 'gmt+03:30:15', timestamptz '2024-07-01 12:00Z' at time zone 'z', timestamptz '2024-07-01 12:00Z' at time zone 'Etc/UTC', timestamptz '2024-07-01 12:00Z' at time zone 'Zulu', timestamptz '2024-07-01 12:00Z' at time zone 'GMT'
timestamptz '2024-07-01 12:00Z' at time zone interval '2 hours', timestamp '2024-07-01 12:00' at time zone interval '-90 minutes', timestamp '2024-07-01 12:00' at time zone interval '1 month', timestamp '2024-07-01 12:00' at time zone 'UTC' at time zone '-02'
timezone('-02', timestamptz '2024-07-01 23:00Z'), timezone('UTC', timestamp '2024-07-01 23:00'), '2024-07-01 12:00+02' at time zone 'UTC', date '2024-07-01' at time zone '-02', time '23:30' at time zone '-02', timetz '23:30+05' at time zone 'UTC'
(timestamptz '2024-07-01 12:00Z' at time zone '-02')::date, extract(hour from timestamptz '2024-07-01 12:00Z' at time zone '-02')::int, (timestamptz '2024-07-01 12:00Z' at time zone 'UTC') + interval '1 hour', now() at time zone 'UTC' = localtimestamp, timestamptz '2024-07-01 12:00Z' at time zone ('-' || '02')
null::timestamptz at time zone 'UTC', timestamp '2024-07-01 12:00' at time zone null
timestamp '2024-07-01 12:00' at time zone 'nowhere'
timestamp '2024-07-01 12:00' at time zone '+'
timestamp '2024-07-01 12:00' at time zone '+0200'
timestamp '2024-07-01 12:00' at time zone '+02:60'
s at time zone 'UTC' from t
extract(second from timestamp '2024-01-01 00:00:07.25')::float8, date_part('second', timestamptz '2024-01-01 00:00:07.25Z')::numeric(8,2)::text, extract(milliseconds from time '00:01:07.25')::int, date_part('milliseconds', timestamp '2024-01-01 00:00:07.25')::int, extract(second from interval '90' second)::int
select id, at, at::text, extract(hour from at)::int, date_part('day', at)::int from z order by id
select date_trunc('day', at), count(*) from z where at is not null group by 1 order by 1
select at, count(*) from z group by at order by at
select id from z where at::date = '2024-02-29' and at = '2024-02-29 23:30+01' order by id
select at at time zone 'UTC', (at at time zone 'utc')::date from z order by id
-- A date and an interval make a timestamp, two dates a count of days.
date '2024-01-31' + interval '1 month', date '2024-03-01' - interval '1 day', interval '1 hour' + date '2024-03-01', date '2024-01-01' + interval '90 minutes', pg_typeof(date '2024-01-01' + interval '1 day')::text
date '2024-03-01' - date '2024-02-01', date '2024-02-01' - date '2024-03-01', pg_typeof(date '2024-03-01' - date '2024-02-01')::text, (date '2024-03-01' - date '2024-02-01') * 2, (date '2024-03-01' - date '2024-02-01') / 7
date '2024-03-01' + 30, 30 + date '2024-03-01', date '2024-03-01' - 1, pg_typeof(date '2024-03-01' + 1)::text, date '2024-03-01' - date '2024-02-28' + date '2024-01-01'
date '2024-03-01' - null::date, null::date + interval '1 day', date '2024-03-01' + null::interval day
select sum(b - a), avg(b - a), max(b - a), count(distinct b - a) from (values (date '2024-01-01', date '2024-01-08'), (date '2024-02-01', date '2024-03-01')) as d(a, b)
select a + interval '1 day' as next, b - a as days from (values (date '2024-01-01', date '2024-01-08'), (null, date '2024-03-01')) as d(a, b) where a + interval '7 days' = b or a is null order by 1
-- The text of an interval.
(timestamp '2024-01-04 05:06:07.5' - timestamp '2024-01-01')::text, (timestamp '2024-01-01' - timestamp '2024-01-04 05:06:07.5')::text, (timestamp '2024-01-01' - timestamp '2024-01-01')::text, (timestamp '2024-01-02' - timestamp '2024-01-01')::text
(timestamp '2024-01-01 00:00:07.25' - timestamp '2024-01-01')::text, (timestamp '2024-01-01' - timestamp '2024-01-01 00:00:00.000001')::text, (timestamptz '2024-01-02 01:00Z' - timestamptz '2024-01-01 00:00Z')::text, 'in ' || (timestamp '2024-01-02' - timestamp '2024-01-01')
(time '10:30' - time '09:00')::text, (time '09:00' - time '10:30:00.5')::text
(interval '3' day)::text, (interval '1' day)::text, (interval '-1' day)::text, (interval '14' month)::text, (interval '-14' month)::text, (interval '1' year)::text, (interval '12' month)::text, (interval '0' month)::text, (interval '0' day)::text
(interval '36' hour)::text, (interval '90' minute)::text, (interval '3700' second)::text, (interval '1-2' year to month)::text, (interval '-1-2' year to month)::text, (interval '1 02:03:04.5' day to second)::text, (interval '-02:03' hour to minute)::text, (interval '1.000500' second)::text
-- Literals of intervals.
(interval '1 day 2 hours')::text, (interval '1 year 6 mons')::text, (interval '01:30')::text, (interval '1 day 01:30:00.25')::text, (interval '1.5 hours')::text, (interval '2 weeks 1 day')::text, (interval '1 day ago')::text, (interval '3 hours 20 mins 5 secs')::text
(interval '500 ms')::text, (interval '250 microseconds')::text, (interval '1 decade')::text, (interval '2 centuries')::text, (interval '90')::text, (interval '1h30m')::text, (interval '0.5 day')::text, (interval '1.5 days 1 hour')::text
'1 day 2 hours'::interval::text, cast('2 yrs' as interval)::text, timestamp '2024-01-01' + '1 day 2 hours'::interval, date '2024-01-31' + interval '1 year 1 month'
select timestamp '2024-01-01' + interval '1 day' * 2, (interval '1 day' * 3)::text, (interval '1 hour' * 1.5)::text, (interval '1 day' / 2)::text, (interval '1 hour' + interval '30 minutes')::text, (interval '1 year' / 2)::text, (interval '1 hour' / 7)::text, (interval '1 week' * 1.5)::text
interval '1 day x'
interval 'one day'
interval ''
interval '1 2 3 days'
interval '1:2:3:4'
-- Fields of times are exact numbers, and of date_part floating-point ones.
extract(second from timestamp '2024-01-01 00:00:07.25'), extract(second from time '00:00:07'), extract(milliseconds from timestamp '2024-01-01 00:00:07.25'), extract(microseconds from time '00:00:07.25'), pg_typeof(extract(second from time '00:00:07'))::text
extract(epoch from timestamp '2024-01-01 00:00:07.25'), extract(epoch from timestamptz '2024-01-01 00:00:07Z'), extract(epoch from date '2024-01-01'), extract(epoch from interval '1' day), extract(epoch from interval '1.5 hours'), extract(epoch from time '01:00')
extract(year from date '2024-01-01') / 2, extract(month from date '2024-07-01') / 4, pg_typeof(extract(year from date '2024-01-01'))::text, pg_typeof(date_part('year', date '2024-01-01'))::text, date_part('year', date '2024-01-01') / 5, extract(day from interval '3 days'), extract(hour from interval '1 day 2 hours')
select sum(extract(year from d)), avg(extract(day from d)), extract(year from max(d)) from (values (date '2023-01-01'), (date '2024-01-31')) as t(d)
select extract(year from d) as y, count(*) from (values (date '2023-01-01'), (date '2024-01-31'), (date '2024-02-01')) as t(d) group by y order by y
select extract(year from d), count(*) from (values (date '2023-01-01'), (date '2024-01-31'), (date '2024-02-01')) as t(d) group by extract(year from d) having extract(year from d) > 2023 order by 1
select extract(epoch from interval '1 year 3 mons'), extract(epoch from timestamp '1969-12-31 23:59:58.5'), extract(second from timestamp '1969-12-31 23:59:58.5'), extract(second from interval '-90.5' second), extract(milliseconds from timestamp '1960-01-01 00:00:01'), date_part('epoch', interval '90 minutes')
(interval '1 12:59:10')::text, (interval '1 day 12:59:10')::text, (interval '  2   days ')::text, (interval '-1:30')::text, (interval '+1:30:00.5')::text
select count(*) from generate_series(timestamp '2024-01-01', timestamp '2024-01-02', interval '1 hour 30 minutes') as g(x)
select date '2024-01-01' + i from generate_series(0, 2) as g(i)
-- What CASE makes of nothing but nulls.
select a - (case when 1 = 2 then a end), (case when 1 = 2 then a end) - a, pg_typeof(a - (case when 1 = 2 then a end))::text from (values (timestamp '2024-01-01')) as t(a)
select a - (case when 1 = 2 then a end), pg_typeof(a - (case when 1 = 2 then a end))::text, a + (case when 1 = 2 then 1 end) from (values (date '2024-01-01')) as t(a)
-- Series whose step is a text, and beside columns.
select d::date from generate_series('2026-01-01'::date, '2026-01-03'::date, '1 day') d
select d from generate_series(timestamp '2026-01-01', '2026-01-02', '12 hours') d
select count(*) from generate_series(current_date - 3, current_date, '1 day') d
select a, d::date from (values (1, date '2026-01-01'), (2, date '2026-02-27')) v(a, b), generate_series(b, b + 2, '1 day') d order by 1, 2
select a, d::date, n from (values (1, date '2026-01-31')) v(a, b) cross join lateral generate_series(b, b + 60, interval '1 month') with ordinality as x(d, n) order by 3
select generate_series('2026-01-01'::timestamp, '2026-01-03', '12 hours')
select generate_series(date '2026-01-01', date '2026-03-01', '1 month')::date
select d::date, count(t.a) from generate_series(date '2026-01-01', date '2026-01-03', '1 day') d left join (values (1, date '2026-01-02')) t(a, at) on t.at = d::date group by 1 order by 1
-- Every name of a part, of every type
extract(c from timestamp '2024-02-03 10:20:01.56789'), extract(cent from timestamp '2024-02-03 10:20:01.56789'), extract(centuries from timestamp '2024-02-03 10:20:01.56789'), extract(century from timestamp '2024-02-03 10:20:01.56789'), extract(d from timestamp '2024-02-03 10:20:01.56789'), extract(day from timestamp '2024-02-03 10:20:01.56789'), extract(days from timestamp '2024-02-03 10:20:01.56789'), extract(decade from timestamp '2024-02-03 10:20:01.56789'), extract(decades from timestamp '2024-02-03 10:20:01.56789'), extract(decs from timestamp '2024-02-03 10:20:01.56789'), extract(doy from timestamp '2024-02-03 10:20:01.56789'), extract(dow from timestamp '2024-02-03 10:20:01.56789'), extract(epoch from timestamp '2024-02-03 10:20:01.56789'), extract(h from timestamp '2024-02-03 10:20:01.56789'), extract(hour from timestamp '2024-02-03 10:20:01.56789'), extract(hours from timestamp '2024-02-03 10:20:01.56789'), extract(hr from timestamp '2024-02-03 10:20:01.56789'), extract(hrs from timestamp '2024-02-03 10:20:01.56789'), extract(isodow from timestamp '2024-02-03 10:20:01.56789'), extract(isoyear from timestamp '2024-02-03 10:20:01.56789'), extract(julian from timestamp '2024-02-03 10:20:01.56789'), extract(j from timestamp '2024-02-03 10:20:01.56789'), extract(jd from timestamp '2024-02-03 10:20:01.56789'), extract(m from timestamp '2024-02-03 10:20:01.56789'), extract(microsecond from timestamp '2024-02-03 10:20:01.56789'), extract(microseconds from timestamp '2024-02-03 10:20:01.56789'), extract(mil from timestamp '2024-02-03 10:20:01.56789'), extract(millennia from timestamp '2024-02-03 10:20:01.56789'), extract(millennium from timestamp '2024-02-03 10:20:01.56789'), extract(millisecond from timestamp '2024-02-03 10:20:01.56789'), extract(milliseconds from timestamp '2024-02-03 10:20:01.56789'), extract(mils from timestamp '2024-02-03 10:20:01.56789'), extract(min from timestamp '2024-02-03 10:20:01.56789'), extract(mins from timestamp '2024-02-03 10:20:01.56789'), extract(minute from timestamp '2024-02-03 10:20:01.56789'), extract(minutes from timestamp '2024-02-03 10:20:01.56789'), extract(mon from timestamp '2024-02-03 10:20:01.56789'), extract(mons from timestamp '2024-02-03 10:20:01.56789'), extract(month from timestamp '2024-02-03 10:20:01.56789'), extract(months from timestamp '2024-02-03 10:20:01.56789'), extract(ms from timestamp '2024-02-03 10:20:01.56789'), extract(msec from timestamp '2024-02-03 10:20:01.56789'), extract(msecs from timestamp '2024-02-03 10:20:01.56789'), extract(msecond from timestamp '2024-02-03 10:20:01.56789'), extract(mseconds from timestamp '2024-02-03 10:20:01.56789'), extract(qtr from timestamp '2024-02-03 10:20:01.56789'), extract(quarter from timestamp '2024-02-03 10:20:01.56789'), extract(s from timestamp '2024-02-03 10:20:01.56789'), extract(sec from timestamp '2024-02-03 10:20:01.56789'), extract(second from timestamp '2024-02-03 10:20:01.56789'), extract(seconds from timestamp '2024-02-03 10:20:01.56789'), extract(secs from timestamp '2024-02-03 10:20:01.56789'), extract(us from timestamp '2024-02-03 10:20:01.56789'), extract(usec from timestamp '2024-02-03 10:20:01.56789'), extract(usecond from timestamp '2024-02-03 10:20:01.56789'), extract(useconds from timestamp '2024-02-03 10:20:01.56789'), extract(usecs from timestamp '2024-02-03 10:20:01.56789'), extract(w from timestamp '2024-02-03 10:20:01.56789'), extract(week from timestamp '2024-02-03 10:20:01.56789'), extract(weeks from timestamp '2024-02-03 10:20:01.56789'), extract(y from timestamp '2024-02-03 10:20:01.56789'), extract(year from timestamp '2024-02-03 10:20:01.56789'), extract(years from timestamp '2024-02-03 10:20:01.56789'), extract(yr from timestamp '2024-02-03 10:20:01.56789'), extract(yrs from timestamp '2024-02-03 10:20:01.56789')
extract(c from timestamptz '1999-12-31 23:00:01.5+02'), extract(cent from timestamptz '1999-12-31 23:00:01.5+02'), extract(centuries from timestamptz '1999-12-31 23:00:01.5+02'), extract(century from timestamptz '1999-12-31 23:00:01.5+02'), extract(d from timestamptz '1999-12-31 23:00:01.5+02'), extract(day from timestamptz '1999-12-31 23:00:01.5+02'), extract(days from timestamptz '1999-12-31 23:00:01.5+02'), extract(decade from timestamptz '1999-12-31 23:00:01.5+02'), extract(decades from timestamptz '1999-12-31 23:00:01.5+02'), extract(decs from timestamptz '1999-12-31 23:00:01.5+02'), extract(doy from timestamptz '1999-12-31 23:00:01.5+02'), extract(dow from timestamptz '1999-12-31 23:00:01.5+02'), extract(epoch from timestamptz '1999-12-31 23:00:01.5+02'), extract(h from timestamptz '1999-12-31 23:00:01.5+02'), extract(hour from timestamptz '1999-12-31 23:00:01.5+02'), extract(hours from timestamptz '1999-12-31 23:00:01.5+02'), extract(hr from timestamptz '1999-12-31 23:00:01.5+02'), extract(hrs from timestamptz '1999-12-31 23:00:01.5+02'), extract(isodow from timestamptz '1999-12-31 23:00:01.5+02'), extract(isoyear from timestamptz '1999-12-31 23:00:01.5+02'), extract(julian from timestamptz '1999-12-31 23:00:01.5+02'), extract(j from timestamptz '1999-12-31 23:00:01.5+02'), extract(jd from timestamptz '1999-12-31 23:00:01.5+02'), extract(m from timestamptz '1999-12-31 23:00:01.5+02'), extract(microsecond from timestamptz '1999-12-31 23:00:01.5+02'), extract(microseconds from timestamptz '1999-12-31 23:00:01.5+02'), extract(mil from timestamptz '1999-12-31 23:00:01.5+02'), extract(millennia from timestamptz '1999-12-31 23:00:01.5+02'), extract(millennium from timestamptz '1999-12-31 23:00:01.5+02'), extract(millisecond from timestamptz '1999-12-31 23:00:01.5+02'), extract(milliseconds from timestamptz '1999-12-31 23:00:01.5+02'), extract(mils from timestamptz '1999-12-31 23:00:01.5+02'), extract(min from timestamptz '1999-12-31 23:00:01.5+02'), extract(mins from timestamptz '1999-12-31 23:00:01.5+02'), extract(minute from timestamptz '1999-12-31 23:00:01.5+02'), extract(minutes from timestamptz '1999-12-31 23:00:01.5+02'), extract(mon from timestamptz '1999-12-31 23:00:01.5+02'), extract(mons from timestamptz '1999-12-31 23:00:01.5+02'), extract(month from timestamptz '1999-12-31 23:00:01.5+02'), extract(months from timestamptz '1999-12-31 23:00:01.5+02'), extract(ms from timestamptz '1999-12-31 23:00:01.5+02'), extract(msec from timestamptz '1999-12-31 23:00:01.5+02'), extract(msecs from timestamptz '1999-12-31 23:00:01.5+02'), extract(msecond from timestamptz '1999-12-31 23:00:01.5+02'), extract(mseconds from timestamptz '1999-12-31 23:00:01.5+02'), extract(qtr from timestamptz '1999-12-31 23:00:01.5+02'), extract(quarter from timestamptz '1999-12-31 23:00:01.5+02'), extract(s from timestamptz '1999-12-31 23:00:01.5+02'), extract(sec from timestamptz '1999-12-31 23:00:01.5+02'), extract(second from timestamptz '1999-12-31 23:00:01.5+02'), extract(seconds from timestamptz '1999-12-31 23:00:01.5+02'), extract(secs from timestamptz '1999-12-31 23:00:01.5+02'), extract(timezone from timestamptz '1999-12-31 23:00:01.5+02'), extract(timezone_hour from timestamptz '1999-12-31 23:00:01.5+02'), extract(timezone_minute from timestamptz '1999-12-31 23:00:01.5+02'), extract(us from timestamptz '1999-12-31 23:00:01.5+02'), extract(usec from timestamptz '1999-12-31 23:00:01.5+02'), extract(usecond from timestamptz '1999-12-31 23:00:01.5+02'), extract(useconds from timestamptz '1999-12-31 23:00:01.5+02'), extract(usecs from timestamptz '1999-12-31 23:00:01.5+02'), extract(w from timestamptz '1999-12-31 23:00:01.5+02'), extract(week from timestamptz '1999-12-31 23:00:01.5+02'), extract(weeks from timestamptz '1999-12-31 23:00:01.5+02'), extract(y from timestamptz '1999-12-31 23:00:01.5+02'), extract(year from timestamptz '1999-12-31 23:00:01.5+02'), extract(years from timestamptz '1999-12-31 23:00:01.5+02'), extract(yr from timestamptz '1999-12-31 23:00:01.5+02'), extract(yrs from timestamptz '1999-12-31 23:00:01.5+02')
extract(century from time '10:20:01.5'), 1
extract(day from time '10:20:01.5'), 1
extract(dow from time '10:20:01.5'), 1
extract(epoch from time '10:20:01.5'), 1
extract(hour from time '10:20:01.5'), 1
extract(isoyear from time '10:20:01.5'), 1
extract(julian from time '10:20:01.5'), 1
extract(msecs from time '10:20:01.5'), 1
extract(mins from time '10:20:01.5'), 1
extract(mon from time '10:20:01.5'), 1
extract(quarter from time '10:20:01.5'), 1
extract(sec from time '10:20:01.5'), 1
extract(timezone from time '10:20:01.5'), 1
extract(usec from time '10:20:01.5'), 1
extract(week from time '10:20:01.5'), 1
extract(years from time '10:20:01.5'), 1
extract(foo from time '10:20:01.5'), 1
date_part('months', time '10:20:01.5'), 1
extract(century from timetz '10:20:01.5-05:30'), 1
extract(day from timetz '10:20:01.5-05:30'), 1
extract(dow from timetz '10:20:01.5-05:30'), 1
extract(epoch from timetz '10:20:01.5-05:30'), 1
extract(hour from timetz '10:20:01.5-05:30'), 1
extract(isoyear from timetz '10:20:01.5-05:30'), 1
extract(julian from timetz '10:20:01.5-05:30'), 1
extract(msecs from timetz '10:20:01.5-05:30'), 1
extract(mins from timetz '10:20:01.5-05:30'), 1
extract(mon from timetz '10:20:01.5-05:30'), 1
extract(quarter from timetz '10:20:01.5-05:30'), 1
extract(sec from timetz '10:20:01.5-05:30'), 1
extract(timezone from timetz '10:20:01.5-05:30'), 1
extract(usec from timetz '10:20:01.5-05:30'), 1
extract(week from timetz '10:20:01.5-05:30'), 1
extract(years from timetz '10:20:01.5-05:30'), 1
extract(foo from timetz '10:20:01.5-05:30'), 1
date_part('months', timetz '10:20:01.5-05:30'), 1
extract(century from interval '3 days 04:05:06.7'), 1
extract(day from interval '3 days 04:05:06.7'), 1
extract(dow from interval '3 days 04:05:06.7'), 1
extract(epoch from interval '3 days 04:05:06.7'), 1
extract(hour from interval '3 days 04:05:06.7'), 1
extract(isoyear from interval '3 days 04:05:06.7'), 1
extract(julian from interval '3 days 04:05:06.7'), 1
extract(msecs from interval '3 days 04:05:06.7'), 1
extract(mins from interval '3 days 04:05:06.7'), 1
extract(mon from interval '3 days 04:05:06.7'), 1
extract(quarter from interval '3 days 04:05:06.7'), 1
extract(sec from interval '3 days 04:05:06.7'), 1
extract(timezone from interval '3 days 04:05:06.7'), 1
extract(usec from interval '3 days 04:05:06.7'), 1
extract(week from interval '3 days 04:05:06.7'), 1
extract(years from interval '3 days 04:05:06.7'), 1
extract(foo from interval '3 days 04:05:06.7'), 1
date_part('months', interval '3 days 04:05:06.7'), 1
extract(century from interval '-30 hours'), 1
extract(day from interval '-30 hours'), 1
extract(dow from interval '-30 hours'), 1
extract(epoch from interval '-30 hours'), 1
extract(hour from interval '-30 hours'), 1
extract(isoyear from interval '-30 hours'), 1
extract(julian from interval '-30 hours'), 1
extract(msecs from interval '-30 hours'), 1
extract(mins from interval '-30 hours'), 1
extract(mon from interval '-30 hours'), 1
extract(quarter from interval '-30 hours'), 1
extract(sec from interval '-30 hours'), 1
extract(timezone from interval '-30 hours'), 1
extract(usec from interval '-30 hours'), 1
extract(week from interval '-30 hours'), 1
extract(years from interval '-30 hours'), 1
extract(foo from interval '-30 hours'), 1
date_part('months', interval '-30 hours'), 1
extract(century from interval '-1235 months'), 1
extract(day from interval '-1235 months'), 1
extract(dow from interval '-1235 months'), 1
extract(epoch from interval '-1235 months'), 1
extract(hour from interval '-1235 months'), 1
extract(isoyear from interval '-1235 months'), 1
extract(julian from interval '-1235 months'), 1
extract(msecs from interval '-1235 months'), 1
extract(mins from interval '-1235 months'), 1
extract(mon from interval '-1235 months'), 1
extract(quarter from interval '-1235 months'), 1
extract(sec from interval '-1235 months'), 1
extract(timezone from interval '-1235 months'), 1
extract(usec from interval '-1235 months'), 1
extract(week from interval '-1235 months'), 1
extract(years from interval '-1235 months'), 1
extract(foo from interval '-1235 months'), 1
date_part('months', interval '-1235 months'), 1
extract(century from date '2001-02-03'), 1
extract(day from date '2001-02-03'), 1
extract(dow from date '2001-02-03'), 1
extract(epoch from date '2001-02-03'), 1
extract(hour from date '2001-02-03'), 1
extract(isoyear from date '2001-02-03'), 1
extract(julian from date '2001-02-03'), 1
extract(msecs from date '2001-02-03'), 1
extract(mins from date '2001-02-03'), 1
extract(mon from date '2001-02-03'), 1
extract(quarter from date '2001-02-03'), 1
extract(sec from date '2001-02-03'), 1
extract(timezone from date '2001-02-03'), 1
extract(usec from date '2001-02-03'), 1
extract(week from date '2001-02-03'), 1
extract(years from date '2001-02-03'), 1
extract(foo from date '2001-02-03'), 1
date_part('months', date '2001-02-03'), 1
date_part('days', interval '3 days'), date_part('HOURS', timestamp '2024-01-01 10:00'), extract('Msec' from time '00:00:01.5'), extract(year from null::date), date_part('dec', date '2024-01-01')
date_trunc('hrs', timestamp '2024-02-03 10:20:30'), date_trunc('qtr', timestamp '2024-02-03 10:20:30'), date_trunc('MILLISECONDS', timestamp '2024-02-03 10:20:30.12345')
date_trunc('dow', timestamp '2024-02-03 10:20:30')
-- times without seconds, offsets in one run of digits, dates with a time
'2024-01-01 10:00+05:30'::timestamptz, '2024-01-01 10:00+0530'::timestamptz, '2024-01-01 10:00:00+0530'::timestamptz, '2024-01-01 10:00 +05'::timestamptz, '2024-01-01T10:00Z'::timestamptz
'2024-01-01 10:00:00.5 -0330'::timestamptz, '2024-01-01 10:00-5'::timestamptz, '2024-01-01 1:00'::timestamptz, '2024-01-01'::timestamptz
'2024-01-01 10:00+05:30'::timestamp, '2024-01-01 10:00:00-05'::timestamp, timestamp '2024-01-01 10:00+05', timestamp '2024-01-01 10:00:00Z', timestamptz '2024-01-01 10:00+0530'
'2024-01-01 10:30'::date, '2024-01-01 10:30:00'::date, '2024-01-01T10:30:00Z'::date, date '2024-01-01 10:30', date '2024-01-01 23:59:00-05', ' 2024-01-01 '::date
'10:30'::time, '10:30+05'::time, time '10:00+02'
'2024-01-01 xx'::date
'2024-01-01 10:30x'::date
'2024-01-01 25:30'::date
'2024-01-01 10:61'::date
-- intervals that are made when a statement runs
(id || ' days')::interval, (id || ' hours')::interval, (id || '.5 sec')::interval, cast(id || ' minutes' as interval), ('1 day ' || '02:00')::interval from z order by id
at + (id || ' days')::interval, at - (id || ' hours')::interval from z order by id
date '2024-01-31' + (id || ' months')::interval, date '2024-01-31' - cast(id || ' years' as interval), (id || ' mons 1 year')::interval from z order by id
sum((id || ' hours')::interval), max((id || ' days')::interval) from z
(interval '1 day')::interval, (interval '1 month')::interval, null::interval, (timestamp '2024-01-02 10:00' - timestamp '2024-01-01 00:00')::interval
make_interval(days => 3), make_interval(0, 0, 0, 2), make_interval(hours => id, mins => 30), make_interval(years => 1, months => id), make_interval(), make_interval(secs => 1.5), make_interval(0, 0, 1) from z order by id
make_interval(foo => 1)
(id || ' things')::interval from z
time '23:00' + interval '2 hours', time '01:00' - interval '2 hours', time '10:00' + interval '1 day 1 hour', interval '2 hours' + time '23:00', time '00:00' - interval '3 days', timetz '23:00+02' + interval '2 hours'
-- times have their fractions
'10:00:00.5'::time, time '10:00:00.5', cast('10:00:00.25' as timetz), '10:00:00.25+01'::time with time zone, timetz '10:20:01.5-05:30', time '10:20:01.5+02', '10:00:00.256'::time(1)
('2024-01-01 10:00:00.75'::timestamp)::time, array['10:00:00.5'::time], '{10:00:00.5}'::time[], time(0) '10:00:00.6', pg_typeof('10:00'::time)
timestamp '2024-01-01', timestamp '2024-01-01 10:00:00', date '2024-01-05', timestamptz '2024-01-01 10:00:00.123456+02'
