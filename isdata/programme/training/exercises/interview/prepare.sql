-- Earlier interviews of the company are removed with the rows created from them.
delete from interview_answer where interview_id in (select interview_id from interview where site_id = 'TR-INT-S');
delete from interview where site_id = 'TR-INT-S';
delete from flow where 'TR-INT-S' in (provider_id, receiver_id);
delete from stream where site_id = 'TR-INT-S';
delete from measure_saving where measure_id in (select measure_id from measure where site_id = 'TR-INT-S');
delete from measure where site_id = 'TR-INT-S';
