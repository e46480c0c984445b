-- The factors are those of the reference lists; the savings stand in the facts. Nothing is planted.
select 1;
