-- The task states all numbers; they stand in the facts. Nothing is planted.
select 1;
