using System.CommandLine.Invocation;
using System.Text;
using BlueSky.Tool;

Console.OutputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false);

var parsed = Operator.Commands().Parse(args);
if (parsed.Action is not ParseErrorAction)
{
    return await parsed.InvokeAsync();
}

// The default action would print the help to standard output, where programs expect JSON.
foreach (var error in parsed.Errors)
{
    Console.Error.WriteLine(error.Message);
}

Console.Error.WriteLine("Use --help to see how each command is used.");
return ExitCode.WrongUsage;
