-- Wood waste that the four companies could exchange. One row; its columns are the facts.
select number('monthly') * 12 as supply, least(number('monthly') * 12, number('demand')) as expected
