package mezzotint.comparator.graph;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import mezzotint.comparator.graph.Neighbour.Kind;

/**
 * Where everything stands in the picture of a neighbourhood: the same for the same neighbours, and each label in a line of its own. Lengths are those of a
 * picture that is {@code width} wide.
 *
 * @param room characters of a label that have room
 * @param places of the neighbours, in their order
 */
public record GraphLayout(int width, int height, int room, Box centre, List<Heading> headings, List<Place> places) {

    /** The rectangle with the artifact's name. */
    public record Box(int x, int y, int width, int height) {

        /** Characters of its name that have room. */
        public int room() {
            return width / BOLD_LETTER;
        }
    }

    public record Heading(String kind, int x, int y, String anchor) {}

    /**
     * A neighbour.
     *
     * @param anchor {@code start} or {@code end}: on which side of the mark the label begins
     * @param edge the line to the centre, as the path of an SVG
     */
    public record Place(int x, int y, String anchor, String edge) {}

    /** A wide letter of a label. */
    private static final int LETTER = 8;
    private static final int BOLD_LETTER = 9;
    private static final int WIDE = 760;
    private static final int NARROW = 320;
    private static final int ROW = 40;
    private static final int HEADING = 32;
    private static final int BOX = 184;
    private static final int BOX_HEIGHT = 60;
    /** The marks stand on two arcs: so far from the middle at their ends, and so much further at their height. */
    private static final int REACH = 124;
    private static final int BULGE = 28;
    private static final int TREE_X = 24;
    private static final int TREE_TOP = 12;
    private static final int CORNER = 10;

    private static final List<Kind> RIGHT = List.of(Kind.ALTERNATIVE, Kind.SIMILAR, Kind.LINEAGE);
    private static final List<Kind> LEFT = List.of(Kind.TASK, Kind.COMPLEMENT, Kind.SAME);

    /** Alternatives and lineage on the right of the centre, the rest on its left. */
    public static GraphLayout wide(Neighbourhood all) {
        int height = Math.max(BOX_HEIGHT + 2 * TREE_TOP, Math.max(length(all, RIGHT), length(all, LEFT)) + TREE_TOP);
        var places = new Place[all.neighbours().size()];
        var headings = new ArrayList<Heading>();
        column(all, RIGHT, 1, height, places, headings);
        column(all, LEFT, -1, height, places, headings);
        return new GraphLayout(WIDE, height, (WIDE / 2 - REACH - BULGE - 2 * CORNER) / LETTER, new Box((WIDE - BOX) / 2, (height - BOX_HEIGHT) / 2, BOX, BOX_HEIGHT), headings, List.of(places));
    }

    /** A text with as many characters as have room. */
    public static String cut(String text, int room) {
        return text.length() <= room ? text : text.substring(0, room - 1) + "…";
    }

    private static int length(Neighbourhood all, List<Kind> kinds) {
        return kinds.stream().mapToInt(kind -> (int) all.neighbours().stream().filter(n -> n.kind() == kind).count()).map(count -> count == 0 ? 0 : HEADING + count * ROW).sum();
    }

    private static void column(Neighbourhood all, List<Kind> kinds, int side, int height, Place[] places, List<Heading> headings) {
        int y = (height - length(all, kinds)) / 2;
        String anchor = side > 0 ? "start" : "end";
        for (Kind kind : kinds) {
            boolean first = true;
            for (int i = 0; i < places.length; i++) {
                if (all.neighbours().get(i).kind() == kind) {
                    if (first) {
                        y += HEADING;
                        headings.add(new Heading(kind.toString(), onArc(side, y - ROW / 4, height), y - ROW / 4, anchor));
                    }
                    first = false;
                    int middle = y + ROW / 2;
                    places[i] = new Place(onArc(side, middle, height), middle, anchor, curve(side, onArc(side, middle, height), middle, height / 2));
                    y += ROW;
                }
            }
        }
    }

    private static int onArc(int side, int y, int height) {
        double up = (y - height / 2.0) / (height / 2.0);
        return WIDE / 2 + side * (int) Math.round(REACH + BULGE * Math.sqrt(Math.max(0, 1 - up * up)));
    }

    private static String curve(int side, int x, int y, int middle) {
        int from = WIDE / 2 + side * BOX / 2;
        int between = (from + x) / 2;
        return String.format(Locale.ROOT, "M%d %dC%d %d %d %d %d %d", from, middle, between, middle, between, y, x, y);
    }

    /** A tree below the centre, for what is narrow. */
    public static GraphLayout narrow(Neighbourhood all) {
        var places = new ArrayList<Place>();
        var headings = new ArrayList<Heading>();
        int y = BOX_HEIGHT;
        Kind before = null;
        for (Neighbour one : all.neighbours()) {
            if (one.kind() != before) {
                y += HEADING;
                headings.add(new Heading(one.kind().toString(), TREE_X + CORNER, y - ROW / 4, "start"));
                before = one.kind();
            }
            int middle = y + ROW / 2;
            places.add(new Place(TREE_X + 2 * CORNER, middle, "start",
                    String.format(Locale.ROOT, "M%d %dV%dQ%d %d %d %d", TREE_X, BOX_HEIGHT, middle - CORNER, TREE_X, middle, TREE_X + 2 * CORNER, middle)));
            y += ROW;
        }
        return new GraphLayout(NARROW, y + TREE_TOP, (NARROW - TREE_X - 4 * CORNER) / LETTER, new Box(2, 2, NARROW - 4, BOX_HEIGHT - 2), headings, places);
    }
}
