-- One row a person of the CRM that was merged into another.
SELECT id, merged_into FROM crm_person WHERE gone = 'merged' AND merged_into IS NOT NULL
