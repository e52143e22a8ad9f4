param suffix string
param location string
param tags object

var workspaceName = 'log-${suffix}'

// The rule below needs a workspace to stand in, and the workspace then needs the rule: it is written twice, and may be
// without the rule for the seconds between.
module bare 'workspace.bicep' = {
  name: 'workspace-bare'
  params: {
    name: workspaceName
    location: location
    tags: tags
  }
}

// The links in mails carry a token behind the question mark: it is cut off before anything is kept.
resource withoutQueries 'Microsoft.Insights/dataCollectionRules@2023-03-11' = {
  name: 'dcr-${suffix}'
  location: location
  tags: tags
  kind: 'WorkspaceTransforms'
  properties: {
    dataSources: {}
    destinations: {
      logAnalytics: [
        {
          name: 'workspace'
          workspaceResourceId: bare.outputs.id
        }
      ]
    }
    dataFlows: [
      {
        streams: ['Microsoft-Table-AppRequests']
        destinations: ['workspace']
        transformKql: 'source | extend Url = tostring(split(Url, "?")[0])'
      }
    ]
  }
}

module workspace 'workspace.bicep' = {
  name: 'workspace'
  params: {
    name: workspaceName
    location: location
    tags: tags
    ruleId: withoutQueries.id
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${suffix}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    DisableLocalAuth: true
    WorkspaceResourceId: workspace.outputs.id
  }
}

output insightsId string = insights.id
output insightsName string = insights.name
// It names the place and is no secret: with local authentication off, it takes a role to write there.
output insightsConnection string = insights.properties.ConnectionString
