-- Savings of the four synergies. One row; its columns are the facts.
with saved as (
    select
        max(annual_saving) filter (synergy_id = 'TR-MAN-1') as first,
        max(annual_saving) filter (synergy_id = 'TR-MAN-2') as second,
        max(annual_saving) filter (synergy_id = 'TR-MAN-3') as hoped,
        max(annual_saving) filter (synergy_id = 'TR-MAN-4') as ended,
    from synergy
    where synergy_id like 'TR-MAN-%'
)
select *, first + second as expected from saved
