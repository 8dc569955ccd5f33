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
