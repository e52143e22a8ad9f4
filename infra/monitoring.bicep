@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
@description('When a day has brought so many gigabytes of logs, the rest of it is not kept.')
param dailyGigabytes int
@description('The identities of the app, whose own calls to storage are not logged.')
param ownPrincipalIds string[]

var workspaceName = 'log-${suffix}'

// The rule below refers to a workspace, and the workspace to the rule, so the workspace is deployed twice. Between the
// two deployments, it may be without the rule for some seconds.
module bare 'workspace.bicep' = {
  name: 'workspace-bare'
  params: {
    name: workspaceName
    location: location
    tags: tags
    dailyGigabytes: dailyGigabytes
  }
}

// Kusto expressions that remove query strings from a column, with functions that transformations support (replace_regex
// is not). A URL is cut at the question mark, a text at the first query string; a bag with a query string is emptied.
func address(column string) string => '${column} = tostring(split(${column}, "?")[0])'
func text(column string) string => '${column} = extract("(?s)^(.*?)([?][a-z]+=|$)", 1, ${column})'
func bag(name string) string => '${name} = iif(tostring(${name}) matches regex "[?][a-z]+=", parse_json("{}"), ${name})'

var telemetry = map([
  { name: 'AppRequests', cut: [address('Url'), bag('Properties')] }
  { name: 'AppDependencies', cut: [address('Data'), bag('Properties')] }
  { name: 'AppTraces', cut: [text('Message'), bag('Properties')] }
  {
    name: 'AppExceptions'
    cut: [text('OuterMessage'), text('InnermostMessage'), bag('Details'), bag('Properties')]
  }
], table => {
  name: table.name
  transformation: 'extend ${join(table.cut, ', ')}'
})

// What people did to tables and exports. The app's own calls would be thousands for each of theirs.
var byOthers = 'where RequesterObjectId !in (${join(map(ownPrincipalIds, id => '"${id}"'), ', ')})'
var accessLogs = map(['StorageTableLogs', 'StorageBlobLogs'], name => {
  name: name
  transformation: '${byOthers} | extend ${address('Uri')}'
})

// Query strings contain tokens (links in emails) or a key (Webflow's webhooks). They are removed before records are
// stored, whatever their source. With host.json's settings, the host does not log them either.
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
    dataFlows: [for table in concat(telemetry, accessLogs): {
      streams: ['Microsoft-Table-${table.name}']
      destinations: ['workspace']
      transformKql: 'source | ${table.transformation}'
    }]
  }
}

module workspace 'workspace.bicep' = {
  name: 'workspace'
  params: {
    name: workspaceName
    location: location
    tags: tags
    dailyGigabytes: dailyGigabytes
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

output workspaceId string = workspace.outputs.id
output insightsId string = insights.id
output insightsName string = insights.name
// Not a secret: local authentication is disabled, so a role is required for writing.
output insightsConnection string = insights.properties.ConnectionString
