"""Small faults for source text, one at a time, as `mutants.py` tries them."""

import ast
import re
from collections.abc import Iterator

import attrs

__all__ = ["Mutation", "mutations"]

COMPARISONS: dict[type[ast.cmpop], tuple[str, str]] = {
    ast.Lt: ("<", "<="),
    ast.LtE: ("<=", "<"),
    ast.Gt: (">", ">="),
    ast.GtE: (">=", ">"),
    ast.Eq: ("==", "!="),
    ast.NotEq: ("!=", "=="),
    ast.In: ("in", "not in"),
    ast.NotIn: ("not in", "in"),
    ast.Is: ("is", "is not"),
    ast.IsNot: ("is not", "is"),
}

WORD_TABLE = re.compile(r"[a-z][a-z0-9.,&'’*:/| -]*", re.DOTALL)


@attrs.frozen(kw_only=True)
class Mutation:
    """One change to a text of Python.

    Attributes:
        kind: the sort of fault; a sample draws equally from all sorts.
        start: where the changed piece starts, in bytes of UTF-8.
        end: where it ends.
        new: the text that replaces it.
        lines: the lines of the changed piece, from 1.
        statement: the lines of the statement around it.
    """

    kind: str
    start: int
    end: int
    new: str
    lines: range
    statement: range

    def applied(self, source: str) -> str:
        """Return the text with the fault."""
        data = source.encode()
        return (data[: self.start] + self.new.encode() + data[self.end :]).decode()


class _Finder:
    """A visitor that finds places for faults.

    Args:
        source: the text of a module.
        tables: the first lines of its assignments outside functions and classes.
    """

    def __init__(self, source: str, tables: set[int]) -> None:
        self.tables = tables
        self.data = source.encode()
        self.starts = [0]
        for line in self.data.split(b"\n"):
            self.starts.append(self.starts[-1] + len(line) + 1)

    def place(self, node: ast.expr | ast.stmt) -> tuple[int, int]:
        assert node.end_lineno is not None
        assert node.end_col_offset is not None
        return (
            self.starts[node.lineno - 1] + node.col_offset,
            self.starts[node.end_lineno - 1] + node.end_col_offset,
        )

    def text(self, node: ast.expr | ast.stmt) -> str:
        start, end = self.place(node)
        return self.data[start:end].decode()

    def change(
        self, kind: str, node: ast.expr | ast.stmt, new: str, around: range
    ) -> Mutation:
        start, end = self.place(node)
        return Mutation(
            kind=kind,
            start=start,
            end=end,
            new=new,
            lines=range(node.lineno, (node.end_lineno or node.lineno) + 1),
            statement=around,
        )

    def statement(self, node: ast.stmt) -> Iterator[Mutation]:
        """Yield the faults of a statement and of the expressions in it."""
        around = range(node.lineno, (node.end_lineno or node.lineno) + 1)
        match node:
            case ast.Expr(ast.Call()) | ast.Raise() | ast.AugAssign():
                yield self.change("statements", node, "pass", around)
            case ast.Continue() | ast.Break():
                yield self.change("statements", node, "pass", around)
            case ast.If(test) | ast.While(test):
                around = range(test.lineno, (test.end_lineno or test.lineno) + 1)
                if self.text(test) != "TYPE_CHECKING":
                    swapped = f"not ({self.text(test)})"
                    yield self.change("branches", test, swapped, around)
        for child in self.children(node):
            yield from self.expression(child, around)

    def children(self, node: ast.AST) -> Iterator[ast.expr]:
        """Yield the expressions directly below, without annotations and docstrings.

        `zip(..., strict=True)` asserts something about the code, so it is no fault to
        leave it out.
        """
        match node:
            case ast.keyword("strict", ast.Constant(True)):
                return
        for name, value in ast.iter_fields(node):
            if name in {"annotation", "returns", "decorator_list", "bases"}:
                continue
            for child in value if isinstance(value, list) else [value]:
                if isinstance(child, ast.expr):
                    yield child
                elif isinstance(child, ast.AST) and not isinstance(child, ast.stmt):
                    yield from self.children(child)

    def expression(self, node: ast.expr, around: range) -> Iterator[Mutation]:
        """Yield the faults of an expression and of its parts."""
        # f-strings are wording, and literal types are for mypy.
        wording = isinstance(node, ast.JoinedStr)
        literal = isinstance(node, ast.Subscript) and "Literal" in self.text(node.value)
        if wording or literal:
            return
        yield from self.value(node, around)
        yield from self.logic(node, around)
        for child in self.children(node):
            yield from self.expression(child, around)

    def value(self, node: ast.expr, around: range) -> Iterator[Mutation]:
        """Yield the faults of a constant, or of a list or table."""
        match node:
            case ast.Constant(value) if isinstance(value, bool):
                yield self.change("constants", node, str(not value), around)
            case ast.Constant(value) if isinstance(value, int):
                yield self.change("constants", node, str(value + 1), around)
                yield self.change("constants", node, f"({value - 1})", around)
            case ast.Constant(str()) if around.start in self.tables:
                yield from self.alternatives(node, around)
            case ast.List(elements) | ast.Set(elements) | ast.Tuple(elements):
                if isinstance(getattr(node, "ctx", ast.Load()), ast.Load):
                    yield from self.members(node, elements, around)
            case ast.Dict(keys, values):
                yield from self.entries(node, keys, values, around)

    def logic(self, node: ast.expr, around: range) -> Iterator[Mutation]:
        """Yield the faults of a condition."""
        match node:
            case ast.Compare():
                yield from self.comparison(node, around)
            case ast.BoolOp(op, values):
                yield from self.joined(node, op, values, around)
            case ast.UnaryOp(ast.Not(), operand):
                new = f"({self.text(operand)})"
                yield self.change("logic", node, new, around)
            case ast.IfExp(test):
                swapped = f"(not ({self.text(test)}))"
                yield self.change("branches", test, swapped, around)

    def comparison(self, node: ast.Compare, around: range) -> Iterator[Mutation]:
        """Yield each comparison reversed, or with its boundary moved."""
        left = node.left
        for op, right in zip(node.ops, node.comparators, strict=True):
            old, new = COMPARISONS[type(op)]
            begin, end = self.place(left)[1], self.place(right)[0]
            between = self.data[begin:end].decode()
            at = re.search(re.escape(old).replace(r"\ ", r"\s+"), between)
            assert at is not None
            yield Mutation(
                kind="boundaries",
                start=begin + len(between[: at.start()].encode()),
                end=begin + len(between[: at.end()].encode()),
                new=new,
                lines=range(left.lineno, right.lineno + 1),
                statement=around,
            )
            left = right

    def joined(
        self, node: ast.BoolOp, op: ast.boolop, values: list[ast.expr], around: range
    ) -> Iterator[Mutation]:
        """Yield `and` for `or`, and each operand omitted."""
        word, other = ("and", "or") if isinstance(op, ast.And) else ("or", "and")
        texts = [f"({self.text(value)})" for value in values]
        yield self.change("logic", node, f" {other} ".join(texts), around)
        for index in range(len(values)):
            rest = f" {word} ".join(texts[:index] + texts[index + 1 :])
            yield self.change("logic", node, rest, around)

    def members(
        self, node: ast.expr, elements: list[ast.expr], around: range
    ) -> Iterator[Mutation]:
        """Yield a list without each of its members."""
        texts = [self.text(element) for element in elements]
        many = isinstance(node, ast.List) or len(elements) > 2
        for index in range(len(elements) if many else 0):
            rest = ", ".join(texts[:index] + texts[index + 1 :])
            new = {
                ast.List: f"[{rest}]",
                ast.Set: f"{{{rest}}}",
                ast.Tuple: f"({rest},)",
            }[type(node)]
            change = self.change("literals", node, new, around)
            element = elements[index]
            lines = range(element.lineno, (element.end_lineno or element.lineno) + 1)
            yield attrs.evolve(change, lines=lines)

    def entries(
        self,
        node: ast.Dict,
        keys: list[ast.expr | None],
        values: list[ast.expr],
        around: range,
    ) -> Iterator[Mutation]:
        """Yield a dictionary without each of its entries."""
        texts = [
            f"{self.text(key)}: {self.text(value)}"
            if key
            else f"**({self.text(value)})"
            for key, value in zip(keys, values, strict=True)
        ]
        for index, value in enumerate(values):
            new = f"{{{', '.join(texts[:index] + texts[index + 1 :])}}}"
            change = self.change("literals", node, new, around)
            lines = range(value.lineno, (value.end_lineno or value.lineno) + 1)
            yield attrs.evolve(change, lines=lines)

    def alternatives(self, node: ast.Constant, around: range) -> Iterator[Mutation]:
        """Yield a pattern, or a table of words in one text, without each word."""
        text = self.text(node)
        value: str = node.value  # type: ignore[assignment]  # checked before
        words = re.split(r"([ |]+)", value)
        if WORD_TABLE.fullmatch(value) and len(words) > 3:
            for at in range(2, len(words), 2):
                rest = repr("".join(words[: at - 1] + words[at + 1 :]))
                yield self.change("words", node, rest, around)
        elif re.search(r"\w\|\w", text):
            for word in re.findall(r"(?<=[|(:'\"])\w+\||\|\w+(?=[)'\"])", text):
                yield self.change("words", node, text.replace(word, "", 1), around)


def mutations(source: str) -> list[Mutation]:
    """Return every possible fault in a text of Python, in order."""
    tree = ast.parse(source)
    assigned = (ast.Assign, ast.AnnAssign)
    tables = {one.lineno for one in tree.body if isinstance(one, assigned)}
    finder = _Finder(source, tables)
    docstrings = {
        body[0]
        for node in ast.walk(tree)
        if isinstance(body := getattr(node, "body", None), list)
        and body
        and isinstance(body[0], ast.Expr)
        and isinstance(body[0].value, ast.Constant)
    }
    return [
        change
        for node in ast.walk(tree)
        if isinstance(node, ast.stmt) and node not in docstrings
        for change in finder.statement(node)
        if not finder.data[: change.start].endswith(b"__all__ = ")
    ]
