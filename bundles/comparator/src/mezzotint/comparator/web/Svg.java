package mezzotint.comparator.web;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import mezzotint.comparator.graph.Neighbour.Kind;
import mezzotint.comparator.graph.GraphLayout;
import mezzotint.comparator.graph.Neighbour;
import mezzotint.comparator.graph.Neighbourhood;

/** The picture of a neighbourhood: marks that are links, a line to each that is the wider the nearer it is. Colours are for paper; a style sheet may set others. */
public final class Svg {

    /** Half of a mark. */
    private static final int MARK = 6;
    /** Between a mark and its label. */
    private static final int GAP = 14;
    private static final int LINE = 16;

    private final Neighbourhood all;
    private final GraphLayout layout;

    public Svg(Neighbourhood all, GraphLayout layout) {
        this.all = all;
        this.layout = layout;
    }

    /** A document of its own, with the width in its names, so that two may stand in one page. */
    public String text() {
        String edges = joined((neighbour, place) -> "<path d=\"%s\" stroke-width=\"%s\"/>".formatted(place.edge(), width(neighbour)));
        return """
                <svg xmlns="http://www.w3.org/2000/svg" class="graph" role="group" aria-labelledby="title%1$d desc%1$d" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" font-family="Inter, system-ui, sans-serif" font-size="13">
                <title id="title%1$d">Around %3$s</title>
                <desc id="desc%1$d">%4$s</desc>
                <g class="edges" fill="none" stroke="#8a8078">%5$s</g>
                %6$s%7$s%8$s</svg>
                """.formatted(layout.width(), layout.height(), Html.escaped(all.centre().name()), Html.escaped(all.sentence()), edges, centre(), headings(), joined(this::node));
    }

    private interface Drawing {
        String of(Neighbour neighbour, GraphLayout.Place place);
    }

    private String joined(Drawing drawing) {
        var out = new StringBuilder();
        for (int i = 0; i < layout.places().size(); i++) {
            out.append(drawing.of(all.neighbours().get(i), layout.places().get(i))).append('\n');
        }
        return out.toString();
    }

    private static String width(Neighbour neighbour) {
        return String.format(Locale.ROOT, "%.2f", 1 + (Double.isNaN(neighbour.nearness()) ? 0 : 2 * neighbour.nearness()));
    }

    private String centre() {
        GraphLayout.Box box = layout.centre();
        int middle = box.x() + box.width() / 2;
        return """
                <g class="centre"><rect x="%d" y="%d" width="%d" height="%d" rx="10" fill="#fffdfa" stroke="#a04e18" stroke-width="2"/>
                <text x="%d" y="%d" text-anchor="middle" font-weight="650" fill="#241f1d">%s</text><text class="dim" x="%d" y="%d" text-anchor="middle" font-size="12" fill="#6a605b">%s</text></g>
                """.formatted(box.x(), box.y(), box.width(), box.height(), middle, box.y() + box.height() / 2 - 3, Html.escaped(GraphLayout.cut(all.centre().name(), box.room())),
                middle, box.y() + box.height() / 2 + LINE, Html.escaped(all.centre().type()));
    }

    private String headings() {
        return layout.headings().stream().map(h -> "<text class=\"dim\" x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-size=\"12\" fill=\"#6a605b\">%s</text>\n"
                .formatted(h.x(), h.y(), h.anchor(), Html.escaped(Kind.valueOf(h.kind().toUpperCase(Locale.ROOT)).title()))).collect(Collectors.joining());
    }

    private String node(Neighbour neighbour, GraphLayout.Place place) {
        int x = place.x() + (place.anchor().equals("start") ? GAP : -GAP);
        String inside = "<title>%s</title>%s<text x=\"%d\" y=\"%d\" text-anchor=\"%s\" fill=\"#241f1d\">%s</text><text class=\"dim\" x=\"%d\" y=\"%d\" text-anchor=\"%s\" font-size=\"11.5\" fill=\"#6a605b\">%s</text>"
                .formatted(Html.escaped(said(neighbour)), mark(neighbour.kind(), place), x, place.y() - 1, place.anchor(), Html.escaped(GraphLayout.cut(neighbour.name(), layout.room())), x, place.y() + LINE - 3, place.anchor(),
                        Html.escaped(GraphLayout.cut(below(neighbour), layout.room())));
        return neighbour.isArtifact() ? "<a class=\"node\" href=\"/graph/%s\">%s</a>".formatted(Html.escaped(neighbour.id()), inside)
                : "<g class=\"node\" role=\"img\">%s</g>".formatted(inside);
    }

    /** Kinds differ by shape: colour is for what acts. */
    private static String mark(Kind kind, GraphLayout.Place at) {
        String look = kind == Kind.TASK || kind == Kind.SAME ? "fill=\"#fffdfa\" stroke=\"#5f5652\" stroke-width=\"2\"" : "fill=\"#5f5652\" stroke=\"#5f5652\" stroke-width=\"2\"";
        return switch (kind) {
            case COMPLEMENT -> "<rect class=\"mark\" x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" %s/>".formatted(at.x() - MARK + 1, at.y() - MARK + 1, 2 * MARK - 2, 2 * MARK - 2, look);
            case LINEAGE -> "<path class=\"mark\" d=\"M%d %dl%d %dl%d %dl%d %dz\" %s/>".formatted(at.x() - MARK, at.y(), MARK, -MARK, MARK, MARK, -MARK, MARK, look);
            default -> "<circle class=\"mark%s\" cx=\"%d\" cy=\"%d\" r=\"%d\" %s/>".formatted(kind == Kind.TASK || kind == Kind.SAME ? " ring" : "", at.x(), at.y(), kind == Kind.SAME ? MARK - 2 : MARK - 1, look);
        };
    }

    private static String below(Neighbour neighbour) {
        if (!Double.isNaN(neighbour.nearness())) {
            return String.format(Locale.ROOT, "near %.2f · %s", neighbour.nearness(), neighbour.vendor());
        }
        List<Neighbour.Evidence> why = neighbour.evidence();
        return neighbour.kind() == Kind.LINEAGE && !neighbour.type().isEmpty() ? neighbour.type() : why.get(0).source();
    }

    /** The name of its link, which a screen reader says and a mouse that rests there shows. */
    private static String said(Neighbour neighbour) {
        return neighbour.kind().title() + ": " + neighbour.name() + (Double.isNaN(neighbour.nearness()) ? "" : String.format(Locale.ROOT, ", nearness %.2f", neighbour.nearness())) + ". "
                + neighbour.evidence().stream().map(Neighbour.Evidence::text).collect(Collectors.joining("; ")) + ".";
    }
}
