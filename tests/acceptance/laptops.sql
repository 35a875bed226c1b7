SELECT Key, Name AS Laptop, Owner, "Warranty Expires"
FROM ITSM.Laptops
ORDER BY Owner, "Warranty Expires"
