-- Used sand of a year, from the role card. One row; its columns are the facts.
select number('weekly') * number('weeks') as sand
