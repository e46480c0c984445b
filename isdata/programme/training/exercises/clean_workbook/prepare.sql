-- What was imported before is removed; the rows of the papers stand in a table of their own.
delete from stream where site_id = 'TR-CLN-S' or stream_id like 'TR-CLN-%';
