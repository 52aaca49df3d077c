-- What a softphone of Open CTI saves as a Task is an activity with a subject.
alter table activities add column subject text;
