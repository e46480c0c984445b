-- Benefits of a recognised company that are not stated in money, and what a company wants from a service.

alter table recognition add column benefits varchar;
comment on column recognition.benefits is 'Benefits not stated in money, such as safety, health and image';

alter table service_request add column note varchar;
comment on column service_request.note is 'What the company needs';
