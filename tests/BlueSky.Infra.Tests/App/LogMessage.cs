using Microsoft.Extensions.Logging;

namespace BlueSky.Infra.Tests.App;

/// <param name="Level">None for a message whose level depends.</param>
internal sealed record LogMessage(string Text, LogLevel Level);
