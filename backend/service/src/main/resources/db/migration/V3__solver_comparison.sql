-- What was measured on a run of an ℓ¹ solver, in JSON as clients get it. Such a cell has depth and alpha NaN.
alter table cell add column comparison text;
