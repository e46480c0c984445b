-- What the company's papers say. One row; its columns are the facts.
select
    seeded(1240, 980) as scrap,
    seeded(86, 64) as chips,
    seeded(15, 22) as wood,
    seeded(22, 31) as oil,
    seeded(340, 410) as emulsion,
    seeded(48, 37) as cardboard,
    seeded(31, 26) as plastic,
    seeded(5200, 6400) as heat,
    seeded(9000, 12000) as water,
    seeded(12.5, 9.5) as solvent,
    seeded(2400, 1800) as pallets,
