-- What was entered for the four companies before is removed.
delete from stream where site_id like 'TR-HAV-%';
