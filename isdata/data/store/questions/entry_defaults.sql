-- One row with the currency of a park and the year of its newest flows; empty if unknown.
-- Parameters: $park_id
-- Columns:    currency, year
select
    (select currency from park where park_id = $park_id) as currency,
    (select max(year) from flow where park_id = $park_id) as year,
