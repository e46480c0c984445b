-- The method of a factor is one of a list, so that it can be shown in both languages.

update factor
set method = case lower(trim(method))
        when 'lower heating value' then 'lower_heating_value'
        when 'usable heat at 8 bar absolute' then 'usable_heat'
        when 'location-based' then 'location_based'
        when 'market-based' then 'market_based'
        when 'purchased heat, default' then 'purchased_heat'
        when 'combustion only' then 'combustion'
        when 'life cycle' then 'life_cycle'
        when '100 years, ar5' then 'gwp_100'
        when 'central parity, last working day' then 'central_parity'
        when 'central parity, one day' then 'central_parity'
        when 'mean simple payback of recommendations' then 'mean_payback'
        when 'share of recommendations implemented' then 'share_implemented'
        when 'internal rate of return above which a measure counts as economic' then 'hurdle_rate'
        when 'energy saved by a network in five years' then 'network_saving'
        else lower(trim(method))
    end
where method is not null;

-- Methods that are not in the list are kept as a note.
update factor
set note = concat_ws('; ', nullif(note, ''), method),
    method = null
where method not in (
    'definition', 'lower_heating_value', 'usable_heat', 'location_based', 'market_based', 'purchased_heat',
    'combustion', 'life_cycle', 'gwp_100', 'central_parity', 'annual_mean', 'mean_payback', 'share_implemented',
    'hurdle_rate', 'network_saving'
);

comment on column factor.method is 'How it is counted: location or market based, combustion only, life cycle and so on';
