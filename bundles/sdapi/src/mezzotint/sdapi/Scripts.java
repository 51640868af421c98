package mezzotint.sdapi;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import mezzotint.sdapi.fields.Fields;

/** The scripts and extensions of AUTOMATIC1111 that a request names. Clients send those along that are switched off: they ask for nothing. */
final class Scripts {

    /** How the arguments of an extension say that it is off. */
    private static final List<String> SWITCHES = List.of("enabled", "enable", "is_enabled", "active", "is_active", "ad_model");

    private Scripts() {}

    /** The chosen script, and those always-on scripts that are given something to do; ControlNet has a reader of its own. */
    static List<String> asked(Fields fields) {
        var all = new ArrayList<String>();
        if (!fields.named("script_name").isEmpty()) {
            all.add(fields.text("script_name"));
        }
        fields.object("alwayson_scripts").forEach((name, content) -> {
            if (!ControlUnits.isControlNet(name) && content instanceof Map<?, ?> script && !isOff(script.get("args"))) {
                all.add(String.valueOf(name));
            }
        });
        return all;
    }

    /** Arguments that begin with false, say nothing at all, or whose units are all off. */
    private static boolean isOff(Object args) {
        List<?> all = args instanceof List<?> list ? list : args == null ? List.of() : List.of(args);
        List<Map<?, ?>> units = all.stream().flatMap(each -> each instanceof Map<?, ?> map ? Stream.<Map<?, ?>>of(map) : Stream.empty()).toList();
        return all.isEmpty() || Boolean.FALSE.equals(all.get(0)) || all.stream().allMatch(Scripts::saysNothing)
                || !units.isEmpty() && units.stream().allMatch(Scripts::isUnitOff);
    }

    private static boolean saysNothing(Object argument) {
        return argument == null || Boolean.FALSE.equals(argument) || argument instanceof String text && Fields.isNothing(text)
                || argument instanceof List<?> list && list.isEmpty() || argument instanceof Map<?, ?> map && isUnitOff(map);
    }

    private static boolean isUnitOff(Map<?, ?> unit) {
        return unit.isEmpty() || SWITCHES.stream().filter(unit::containsKey).anyMatch(name -> saysNothing(unit.get(name)));
    }
}
