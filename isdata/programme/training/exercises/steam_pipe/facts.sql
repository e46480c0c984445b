-- Figures of the pipe, and derived results. One row; its columns are the facts.
with stated as (
    select
        seeded(6, 4) as flow, seeded(5400, 2200) as common, seeded(8000, 4500) as provider_hours,
        seeded(6000, 5000) as receiver_hours, seeded(10, 7) as loss, seeded(190, 180) as avoided, seeded(70, 90) as lost,
        seeded(8400000, 8000000) as pipe, seeded(1200000, 1000000) as condensate, seeded(250000, 400000) as running,
        (1 - 1.08 ** -15) / 0.08 as annuity,
), moved as (
    select *, flow * common as sent, flow * common * (1 - loss / 100) as arriving, pipe + condensate as investment from stated
), earned as (
    select *, arriving * avoided - sent * lost - running as gain from moved
)
select *, gain * annuity - investment as npv from earned
