-- Whether the refined prediction lies where it is valid; null without one, and for cells of before.
alter table cell add column predicted_valid boolean;
