-- Currency in which the money of a park is shown; no row for an unknown park.
-- Parameters: $park_id
-- Columns:    currency
select currency from park where park_id = $park_id
