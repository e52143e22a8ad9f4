param name string
param location string
param tags object

@description('When a day has brought so many gigabytes, the rest of it is not kept.')
param dailyGigabytes int

@description('The data collection rule that transforms records before they are stored.')
param ruleId string?

resource workspace 'Microsoft.OperationalInsights/workspaces@2023-09-01' = {
  name: name
  location: location
  tags: tags
  properties: {
    sku: { name: 'PerGB2018' }
    retentionInDays: 30
    defaultDataCollectionRuleResourceId: ruleId
    features: { disableLocalAuth: true }
    workspaceCapping: { dailyQuotaGb: dailyGigabytes }
  }
}

output id string = workspace.id
