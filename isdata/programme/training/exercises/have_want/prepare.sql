-- Earlier entries for the four companies are removed.
delete from stream where site_id like 'TR-HAV-%';
