-- Earlier imports are removed; the rows of the papers are in a separate table.
delete from stream where site_id = 'TR-CLN-S' or stream_id like 'TR-CLN-%';
