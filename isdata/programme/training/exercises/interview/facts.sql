-- Used sand of a year, from what the role card says. One row; its columns are the facts.
select number('weekly') * number('weeks') as sand
