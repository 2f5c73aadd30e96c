-- Say of a conversation's opener whether it is a copy and whether it is personal.
UPDATE conversation SET copied_opener = :copied, personal_opener = :personal WHERE id = :id
