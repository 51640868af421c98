package mezzotint.comparator.web;

import org.osgi.service.component.annotations.Component;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardResource;

/** The style sheet of the pages. */
@Component(service = PageFiles.class)
@HttpWhiteboardResource(pattern = "/comparator/*", prefix = "/static")
public final class PageFiles {}
