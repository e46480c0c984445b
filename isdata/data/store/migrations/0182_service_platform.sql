-- The service platform: services, problems, documents with signatures, the joint sustainability report, attributes of cases.

create table service (
    service_id varchar not null,
    park_id varchar not null,
    name_en varchar,
    name_zh varchar,
    description_en varchar,
    description_zh varchar,
    responsible varchar,
    days integer,
    is_illustrative boolean
);
comment on table service is 'One row per service that the administration offers to companies.';
comment on column service.service_id is 'Short, permanent code';
comment on column service.park_id is 'Park concerned';
comment on column service.name_en is 'Name in English';
comment on column service.name_zh is 'Name in Chinese';
comment on column service.description_en is 'Description in English';
comment on column service.description_zh is 'Description in Chinese';
comment on column service.responsible is 'Office or person responsible';
comment on column service.days is 'Days within which a request is answered';
comment on column service.is_illustrative is 'Fictitious data for illustration';

create table service_request (
    request_id varchar not null,
    service_id varchar not null,
    company_id varchar not null,
    asked_on date not null,
    responsible varchar,
    due_date date,
    status varchar not null,
    result varchar,
    done_on date,
    is_illustrative boolean
);
comment on table service_request is 'One row per request of a company for a service.';
comment on column service_request.request_id is 'Short, permanent code';
comment on column service_request.service_id is 'Service requested';
comment on column service_request.company_id is 'Company concerned';
comment on column service_request.asked_on is 'Day of the request';
comment on column service_request.responsible is 'Who deals with it';
comment on column service_request.due_date is 'Day by which it is to be done';
comment on column service_request.status is 'State of the request';
comment on column service_request.result is 'What came of it';
comment on column service_request.done_on is 'Day of completion';
comment on column service_request.is_illustrative is 'Fictitious data for illustration';

create table problem (
    problem_id varchar not null,
    park_id varchar not null,
    name_en varchar,
    name_zh varchar,
    description_en varchar,
    description_zh varchar,
    company_id varchar,
    raised_on date,
    owner varchar,
    due_date date,
    status varchar not null,
    result_en varchar,
    result_zh varchar,
    is_illustrative boolean
);
comment on table problem is 'One row per problem that companies want to solve jointly.';
comment on column problem.problem_id is 'Short, permanent code';
comment on column problem.park_id is 'Park concerned';
comment on column problem.name_en is 'Name in English';
comment on column problem.name_zh is 'Name in Chinese';
comment on column problem.description_en is 'Description in English';
comment on column problem.description_zh is 'Description in Chinese';
comment on column problem.company_id is 'Company that raised it';
comment on column problem.raised_on is 'Day on which it was raised';
comment on column problem.owner is 'Who leads the joint solution';
comment on column problem.due_date is 'Day by which it is to be done';
comment on column problem.status is 'State of the joint solution';
comment on column problem.result_en is 'Result in English';
comment on column problem.result_zh is 'Result in Chinese';
comment on column problem.is_illustrative is 'Fictitious data for illustration';

create table problem_vote (
    problem_id varchar not null,
    company_id varchar not null,
    voted_on date
);
comment on table problem_vote is 'One row per company that votes for a problem.';
comment on column problem_vote.problem_id is 'Problem voted for';
comment on column problem_vote.company_id is 'Company that votes; one vote per company';
comment on column problem_vote.voted_on is 'Day of the vote';

create table document (
    document_id varchar not null,
    park_id varchar,
    document_kind varchar not null,
    name_en varchar,
    name_zh varchar,
    owner varchar,
    adopted_on date,
    source varchar,
    is_illustrative boolean
);
comment on table document is 'One row per charter or procedure that is kept paragraph by paragraph.';
comment on column document.document_id is 'Short, permanent code';
comment on column document.park_id is 'Park concerned';
comment on column document.document_kind is 'Charter or procedure';
comment on column document.name_en is 'Name in English';
comment on column document.name_zh is 'Name in Chinese';
comment on column document.owner is 'Who keeps it';
comment on column document.adopted_on is 'Day of adoption';
comment on column document.source is 'Where its text comes from';
comment on column document.is_illustrative is 'Fictitious data for illustration';

create table document_paragraph (
    document_id varchar not null,
    number integer not null,
    edition integer not null,
    title_en varchar,
    title_zh varchar,
    text_en varchar,
    text_zh varchar,
    status varchar not null,
    changed_on date,
    note varchar
);
comment on table document_paragraph is 'One row per paragraph of a document and edition; the highest edition holds.';
comment on column document_paragraph.document_id is 'Document of the paragraph';
comment on column document_paragraph.number is 'Place in the document';
comment on column document_paragraph.edition is 'Version of the paragraph, from 1';
comment on column document_paragraph.title_en is 'Title in English';
comment on column document_paragraph.title_zh is 'Title in Chinese';
comment on column document_paragraph.text_en is 'Text in English';
comment on column document_paragraph.text_zh is 'Text in Chinese';
comment on column document_paragraph.status is 'State of the paragraph';
comment on column document_paragraph.changed_on is 'Day of this edition';
comment on column document_paragraph.note is 'Reason for the change';

create table document_signature (
    document_id varchar not null,
    company_id varchar not null,
    signed_on date not null,
    signatory varchar,
    edition integer
);
comment on table document_signature is 'One row per company that signed a document.';
comment on column document_signature.document_id is 'Document signed';
comment on column document_signature.company_id is 'Company that signed';
comment on column document_signature.signed_on is 'Day of the signature';
comment on column document_signature.signatory is 'Office of the person who signed';
comment on column document_signature.edition is 'Edition that was signed';

create table report_value (
    park_id varchar not null,
    company_id varchar not null,
    year integer not null,
    item varchar not null,
    value double,
    unit varchar not null,
    basis varchar,
    source varchar,
    confirmed_on date,
    confirmed_by varchar,
    is_illustrative boolean
);
comment on table report_value is 'One row per company, year and item of the joint sustainability report.';
comment on column report_value.park_id is 'Park concerned';
comment on column report_value.company_id is 'Company concerned';
comment on column report_value.year is 'Reporting year';
comment on column report_value.item is 'Item of the report';
comment on column report_value.value is 'Amount in the year; empty if unknown';
comment on column report_value.unit is 'Unit of the value';
comment on column report_value.basis is 'How the value was determined';
comment on column report_value.source is 'Record that it is taken from';
comment on column report_value.confirmed_on is 'Day on which the company confirmed it';
comment on column report_value.confirmed_by is 'Office that confirmed it';
comment on column report_value.is_illustrative is 'Fictitious data for illustration';

create table recognition (
    park_id varchar not null,
    company_id varchar not null,
    year integer not null,
    awarded_on date not null,
    valid_until date not null,
    grounds varchar,
    is_illustrative boolean
);
comment on table recognition is 'One row per company and year that received the label of the park.';
comment on column recognition.park_id is 'Park concerned';
comment on column recognition.company_id is 'Company concerned';
comment on column recognition.year is 'Reporting year that it rests on';
comment on column recognition.awarded_on is 'Day of the award';
comment on column recognition.valid_until is 'Last day of validity';
comment on column recognition.grounds is 'What it was awarded for';
comment on column recognition.is_illustrative is 'Fictitious data for illustration';

create table case_attribute (
    case_id varchar not null,
    attribute varchar not null,
    value varchar not null,
    source varchar
);
comment on table case_attribute is 'One row per published attribute of a case, for comparison with a park.';
comment on column case_attribute.case_id is 'Case described';
comment on column case_attribute.attribute is 'What is compared';
comment on column case_attribute.value is 'Number, or values separated by semicolons';
comment on column case_attribute.source is 'Where it was published';
