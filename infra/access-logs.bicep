// Who read, wrote or deleted what, with which account and from where: kept for the vault, the tables and the exports.
param storageName string
param backupName string
param vaultName string
param workspaceId string

resource storage 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: storageName

  resource tables 'tableServices' existing = { name: 'default' }
}

resource backup 'Microsoft.Storage/storageAccounts@2024-01-01' existing = {
  name: backupName

  resource blobs 'blobServices' existing = { name: 'default' }
}

resource vault 'Microsoft.KeyVault/vaults@2023-07-01' existing = {
  name: vaultName
}

var storageLogs = [
  {
    category: 'StorageRead'
    enabled: true
  }
  {
    category: 'StorageWrite'
    enabled: true
  }
  {
    category: 'StorageDelete'
    enabled: true
  }
]

// The app's own calls are left out in the workspace: monitoring.bicep.
resource onTables 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'access'
  scope: storage::tables
  properties: {
    workspaceId: workspaceId
    logs: storageLogs
  }
}

resource onBackups 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'access'
  scope: backup::blobs
  properties: {
    workspaceId: workspaceId
    logs: storageLogs
  }
}

resource onVault 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'access'
  scope: vault
  properties: {
    workspaceId: workspaceId
    logAnalyticsDestinationType: 'Dedicated'
    logs: [
      {
        categoryGroup: 'audit'
        enabled: true
      }
    ]
  }
}
