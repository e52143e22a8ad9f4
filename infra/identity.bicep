@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object

// The app's own identity; roles.bicep says what it may.
resource app 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-${suffix}'
  location: location
  tags: tags
}

// Writes the nightly exports, and nothing else.
resource backup 'Microsoft.ManagedIdentity/userAssignedIdentities@2023-01-31' = {
  name: 'id-backup-${suffix}'
  location: location
  tags: tags
}

output id string = app.id
output clientId string = app.properties.clientId
output principalId string = app.properties.principalId
output backupId string = backup.id
output backupClientId string = backup.properties.clientId
output backupPrincipalId string = backup.properties.principalId
