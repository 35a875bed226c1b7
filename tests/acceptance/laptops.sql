SELECT ObjectKey,
       MAX(CASE AttributeName WHEN 'Name' THEN DisplayValue END) AS Laptop,
       MAX(CASE AttributeName WHEN 'Owner' THEN DisplayValue END) AS Owner,
       MAX(CASE AttributeName WHEN 'Warranty Expires' THEN Value END) AS WarrantyExpires
FROM ObjectAttributeValues
WHERE ObjectTypeId = (SELECT Id FROM ObjectTypes WHERE Name = 'Laptops')
GROUP BY ObjectKey
ORDER BY Owner, WarrantyExpires
