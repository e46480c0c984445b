-- Currency in which the money of a park is shown; no row where the park is not known.
-- Parameters: $park_id
-- Columns:    currency
select currency from park where park_id = $park_id
