using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SmartBeats.Benchmarks.House;

/// <summary>Counts one source file by its syntax tree alone, without what its names mean.</summary>
internal sealed class FileWalker : CSharpSyntaxWalker
{
    private readonly string _file;
    private readonly SyntaxTree _tree;

    private FileWalker(string file, string text)
    {
        _file = file;
        _tree = CSharpSyntaxTree.ParseText(text);
    }

    private HouseTally Tally { get; } = new();

    /// <summary>Counts one file.</summary>
    /// <param name="file">Its path from the root, with slashes.</param>
    /// <param name="text">What stands in it.</param>
    public static HouseTally Count(string file, string text)
    {
        var walker = new FileWalker(file, text);
        walker.CountLines();
        walker.Visit(walker._tree.GetRoot());
        return walker.Tally;
    }

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        var name = node.Identifier.ValueText;
        if (!node.Modifiers.Any(SyntaxKind.OverrideKeyword))
        {
            Tally.Methods++;
            if (name.Count(char.IsUpper) == 1)
            {
                Note(Rules.OneWordName, node.Identifier, name);
            }

            if (name == "Of")
            {
                Note(Rules.NameOf, node.Identifier, name);
            }
        }

        CountParameters(node, node.Identifier, node.ParameterList);
        base.VisitMethodDeclaration(node);
    }

    public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        CountParameters(node, node.Identifier, node.ParameterList);
        base.VisitConstructorDeclaration(node);
    }

    public override void VisitClassDeclaration(ClassDeclarationSyntax node)
    {
        CountParameters(node, node.Identifier, node.ParameterList);
        base.VisitClassDeclaration(node);
    }

    public override void VisitStructDeclaration(StructDeclarationSyntax node)
    {
        CountParameters(node, node.Identifier, node.ParameterList);
        base.VisitStructDeclaration(node);
    }

    public override void VisitRecordDeclaration(RecordDeclarationSyntax node)
    {
        CountParameters(node, node.Identifier, node.ParameterList);
        base.VisitRecordDeclaration(node);
    }

    public override void VisitIndexerDeclaration(IndexerDeclarationSyntax node)
    {
        CountParameters(node, node.ThisKeyword, node.ParameterList);
        base.VisitIndexerDeclaration(node);
    }

    public override void VisitConditionalExpression(ConditionalExpressionSyntax node)
    {
        Note(Rules.Conditional, node.QuestionToken, "?:");
        if (node.Ancestors().TakeWhile(IsExpressionPart).OfType<ConditionalExpressionSyntax>().Any())
        {
            Note(Rules.NestedConditional, node.QuestionToken, "?: inside ?:");
        }

        base.VisitConditionalExpression(node);
    }

    public override void VisitFieldDeclaration(FieldDeclarationSyntax node)
    {
        var isOpen = node.Modifiers.Any(m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword);
        if (!isOpen && !node.Modifiers.Any(SyntaxKind.ConstKeyword))
        {
            foreach (var field in node.Declaration.Variables)
            {
                var form = NameForm(field.Identifier.ValueText);
                Tally.FieldNames[form] = Tally.FieldNames.GetValueOrDefault(form) + 1;
            }
        }

        base.VisitFieldDeclaration(node);
    }

    public override void DefaultVisit(SyntaxNode node)
    {
        foreach (var body in EmbeddedStatements(node).Where(body => body is not BlockSyntax))
        {
            Note(Rules.Unbraced, body.GetFirstToken(), node.Kind().ToString());
        }

        base.DefaultVisit(node);
    }

    private static IEnumerable<StatementSyntax> EmbeddedStatements(SyntaxNode node)
    {
        // "else if" and one "using" or "fixed" above another are one statement to a reader.
        var statements = node.ChildNodes().OfType<StatementSyntax>();
        return node switch
        {
            IfStatementSyntax or WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or LockStatementSyntax => statements,
            ElseClauseSyntax => statements.Where(statement => statement is not IfStatementSyntax),
            UsingStatementSyntax => statements.Where(statement => statement is not UsingStatementSyntax),
            FixedStatementSyntax => statements.Where(statement => statement is not FixedStatementSyntax),
            _ => [],
        };
    }

    private static bool IsExpressionPart(SyntaxNode node) => node is not (StatementSyntax or MemberDeclarationSyntax);

    private static string NameForm(string name)
    {
        if (name.StartsWith('_'))
        {
            return "_camelCase";
        }

        return char.IsUpper(name[0]) ? "PascalCase" : "camelCase";
    }

    private void CountLines()
    {
        var text = _tree.GetText();
        Tally.Lines = text.Lines.Count;
        var codeLines = new HashSet<int>();
        foreach (var token in _tree.GetRoot().DescendantTokens().Where(token => !token.IsKind(SyntaxKind.EndOfFileToken)))
        {
            var span = _tree.GetLineSpan(token.Span);
            codeLines.UnionWith(Enumerable.Range(span.StartLinePosition.Line, span.EndLinePosition.Line - span.StartLinePosition.Line + 1));
        }

        Tally.FileSizes.Add(codeLines.Count);
        if (codeLines.Count > Rules.LongFileLines)
        {
            Tally.Places.Add(new Place(Rules.LongFile, _file, 1, $"{codeLines.Count} code lines"));
        }

        foreach (var line in text.Lines)
        {
            CountLine(line.LineNumber + 1, line.ToString());
        }
    }

    private void CountLine(int number, string line)
    {
        Tally.LongestLine = Math.Max(Tally.LongestLine, line.Length);
        var start = line.TrimStart();
        if (start.StartsWith("//", StringComparison.Ordinal) && !start.StartsWith("///", StringComparison.Ordinal))
        {
            Tally.CommentLines++;
        }

        if (line.Length > 120)
        {
            Tally.Places.Add(new Place(Rules.Over120, _file, number, $"{line.Length} columns"));
        }

        if (line.Length > 140)
        {
            Tally.Places.Add(new Place(Rules.Over140, _file, number, $"{line.Length} columns"));
        }

        if (start.StartsWith("#pragma", StringComparison.Ordinal) || start.StartsWith("#region", StringComparison.Ordinal) || start.Contains("// TODO", StringComparison.Ordinal))
        {
            Tally.Places.Add(new Place(Rules.Marker, _file, number, start));
        }
    }

    private void CountParameters(MemberDeclarationSyntax member, SyntaxToken name, BaseParameterListSyntax? list)
    {
        if (list is null)
        {
            return;
        }

        if (list.Parameters.Count > Rules.MostParameters)
        {
            Note(Rules.ManyParameters, name, $"{name.ValueText}: {list.Parameters.Count} parameters");
        }

        if (!IsPublic(member))
        {
            return;
        }

        var documented = DocumentedParameters(member);
        Tally.PublicParameters += list.Parameters.Count;
        foreach (var parameter in list.Parameters.Where(parameter => !documented.Contains(parameter.Identifier.ValueText)))
        {
            Note(Rules.Undocumented, parameter.Identifier, $"{name.ValueText}({parameter.Identifier.ValueText})");
        }
    }

    private static bool IsPublic(MemberDeclarationSyntax member) =>
        member.AncestorsAndSelf().OfType<MemberDeclarationSyntax>()
            .Where(part => part is not BaseNamespaceDeclarationSyntax)
            .All(part => part.Modifiers.Any(SyntaxKind.PublicKeyword) || (part.Parent is InterfaceDeclarationSyntax && part.Modifiers.Count == 0));

    private static HashSet<string> DocumentedParameters(MemberDeclarationSyntax member) =>
        [.. member.GetLeadingTrivia()
            .Select(trivia => trivia.GetStructure())
            .OfType<DocumentationCommentTriviaSyntax>()
            .SelectMany(comment => comment.Content.OfType<XmlElementSyntax>())
            .Where(element => element.StartTag.Name.LocalName.ValueText == "param" && !string.IsNullOrWhiteSpace(element.Content.ToString()))
            .SelectMany(element => element.StartTag.Attributes.OfType<XmlNameAttributeSyntax>())
            .Select(name => name.Identifier.Identifier.ValueText)];

    private void Note(string rule, SyntaxToken at, string what) =>
        Tally.Places.Add(new Place(rule, _file, _tree.GetLineSpan(at.Span).StartLinePosition.Line + 1, what));
}
