// Asks for the app's health from outside, as a visitor reaches it: DNS, certificate and all. It also tells when the
// certificate is about to expire.
@minLength(13)
@maxLength(13)
param suffix string
param location string
param tags object
param insightsId string
param url string
param actionGroupId string

// Three places, and two of them must fail, so that one place with a bad day wakes no one.
var places = [
  'us-tx-sn1-azr'
  'us-il-ch1-azr'
  'us-ca-sjc-azr'
]

resource test 'Microsoft.Insights/webtests@2022-06-15' = {
  name: 'health-${suffix}'
  location: location
  // Application Insights shows the test by this tag.
  tags: union(tags, { 'hidden-link:${insightsId}': 'Resource' })
  kind: 'standard'
  properties: {
    Name: 'health'
    SyntheticMonitorId: 'health-${suffix}'
    Kind: 'standard'
    Enabled: true
    // The slowest that Azure has: each run is paid for.
    Frequency: 900
    // A function that was asleep takes a while to answer.
    Timeout: 60
    RetryEnabled: true
    Locations: [for place in places: { Id: place }]
    Request: {
      RequestUrl: '${url}/api/health'
      HttpVerb: 'GET'
      ParseDependentRequests: false
      FollowRedirects: false
    }
    ValidationRules: {
      ExpectedHttpStatusCode: 200
      SSLCheck: true
      SSLCertRemainingLifetimeCheck: 14
    }
  }
}

resource alert 'Microsoft.Insights/metricAlerts@2018-03-01' = {
  name: 'alert-unreachable-${suffix}'
  location: 'global'
  tags: tags
  properties: {
    description: 'The app does not answer from outside, or its certificate expires within 14 days.'
    severity: 1
    enabled: true
    scopes: [
      test.id
      insightsId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT30M'
    criteria: {
      'odata.type': 'Microsoft.Azure.Monitor.WebtestLocationAvailabilityCriteria'
      webTestId: test.id
      componentId: insightsId
      failedLocationCount: 2
    }
    autoMitigate: true
    actions: [{ actionGroupId: actionGroupId }]
  }
}
