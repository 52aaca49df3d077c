-- Rules look contacts up by an address that came with the call.
create index contacts_email on contacts (lower(email)) where email <> '';
